package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.prelabel.hosted.Answer;
import dev.labelmill.lambda.prelabel.hosted.AskingTime;
import dev.labelmill.lambda.prelabel.hosted.HostedLabeler;
import dev.labelmill.lambda.prelabel.hosted.HostedLabeler.Asked;
import dev.labelmill.lambda.prelabel.hosted.ModelUnavailable;
import dev.labelmill.lambda.prelabel.hosted.Verdict;
import dev.labelmill.lambda.store.BatchStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Before pass 1 over a chunk: asks a hosted model about its items, page by page. A page is charged and stored as soon as it is
 * asked, so that a repetition goes on behind it.
 */
final class HostedPass {

    /** Fixed, since pages are told apart by their number. */
    static final int PAGE = 48;

    private static final Logger LOG = Logger.getLogger(HostedPass.class);

    private final Bucket bucket;
    private final BatchStore batches;
    private final ItemContent contents;
    private final HostedLabeler labeler;
    private final ModelTrial trial;
    private final AskedChunk asked;
    private final AskingTime time;
    private final BatchSettings settings;
    private final List<Pending> page = new ArrayList<>();
    private final Map<Long, Reading> readings = new HashMap<>();
    private int pages;
    private boolean stopped;

    private record Pending(long offset, Item item) {}

    HostedPass(
            Bucket bucket,
            BatchStore batches,
            ItemContent contents,
            HostedLabeler labeler,
            ModelTrial trial,
            AskedChunk asked,
            AskingTime time,
            BatchSettings settings) {
        this.bucket = bucket;
        this.batches = batches;
        this.contents = contents;
        this.labeler = labeler;
        this.trial = trial;
        this.asked = asked;
        this.time = time;
        this.settings = settings;
    }

    /**
     * Asks about all of the chunk's items that were not answered yet, unless the model is of no use.
     *
     * @return what is known of items by the offsets of their lines; empty if it has to be gone on with in another invocation,
     *     or in none since the batch is over
     * @throws ModelUnavailable         if it has to be tried again later
     * @throws IllegalArgumentException saying in one sentence why no item could be right
     */
    Optional<Map<Long, Reading>> run() throws IOException {
        Chunk chunk = asked.row();
        ByteRange range = new ByteRange(chunk.start(), chunk.end());
        int maxLineBytes = settings.maxLineBytes();
        Set<String> ids = new HashSet<>();
        try (InputStream in = bucket.open(chunk.key(), range.openAt(), range.readTo(maxLineBytes), chunk.etag())) {
            ChunkLines lines = new ChunkLines(in, range, maxLineBytes);
            for (Line line = lines.next(); line != null && !stopped; line = lines.next()) {
                if (line instanceof Line.Bytes bytes) {
                    take(bytes, ids);
                }
            }
        }
        if (!stopped) {
            ask();
        }
        if (stopped) {
            return Optional.empty();
        }
        tell();
        return Optional.of(readings);
    }

    /** Lines that pass 1 will reject are not paid for. */
    private void take(Line.Bytes line, Set<String> ids) {
        Item item;
        try {
            item = Item.read(line.buffer(), line.from(), line.length()).asking(settings.items());
            settings.requireSkilledCrowd(item.demand().skill());
        } catch (IllegalArgumentException unusable) {
            return;
        }
        if (ids.add(item.id())) {
            page.add(new Pending(line.offset(), item));
        }
        if (page.size() == PAGE) {
            ask();
        }
    }

    private void ask() {
        Chunk chunk = asked.row();
        AnswerPage stored = new AnswerPage(bucket, Layout.answers(chunk.batch(), chunk.number(), pages));
        List<Pending> open = page.stream()
                .filter(item -> !stored.readings().containsKey(item.offset()))
                .toList();
        trial.look(stored.readings().values());
        if (!open.isEmpty() && !trial.isGivenUp()) {
            stopped = isBatchOver() || !ask(open, stored);
        }
        readings.putAll(stored.readings());
        pages++;
        page.clear();
    }

    /** Nobody needs what would be paid for a batch that was cancelled meanwhile, or has failed. */
    private boolean isBatchOver() {
        return batches.get(asked.row().batch())
                .map(Batch::phase)
                .filter(phase -> !phase.isFinal())
                .isEmpty();
    }

    /** Whether all were asked, and the chunk is still this invocation's. */
    private boolean ask(List<Pending> open, AnswerPage stored) {
        Asked reply = labeler.ask(open.stream().map(this::content).toList(), time);
        Verdict verdict = Verdict.of(reply.answers());
        try {
            asked.pay(reply.picos());
        } finally {
            // What is paid twice because its ledger could not be written helps nobody.
            store(open, reply, verdict, stored);
        }
        verdict.batch().ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        verdict.later().ifPresent(why -> {
            throw new ModelUnavailable(why);
        });
        trial.judge(stored.readings().values());
        return reply.answers().stream().noneMatch(Answer.Late.class::isInstance) && asked.isOurs();
    }

    private Supplier<Attempt<Content>> content(Pending pending) {
        return () -> Attempt.at(() -> contents.of(pending.item()));
    }

    private static void store(List<Pending> open, Asked reply, Verdict verdict, AnswerPage stored) {
        for (int i = 0; i < open.size(); i++) {
            Reading reading = reading(reply.answers().get(i), verdict.later().isPresent());
            if (reading != null) {
                stored.add(open.get(i).offset(), reading);
            }
        }
        stored.store();
    }

    /** What is kept of an answer; null if the item is to be asked about again. */
    private static Reading reading(Answer answer, boolean later) {
        if (answer instanceof Answer.Opinion opinion) {
            return new Reading(ScoreLine.rounded(opinion.distribution()), null, null, false);
        }
        if (answer instanceof Answer.Unreadable unreadable) {
            return new Reading(null, null, unreadable.why(), false);
        }
        boolean again = answer instanceof Answer.Throttled
                || answer instanceof Answer.Unasked
                || answer instanceof Answer.Late
                || later && answer instanceof Answer.Trouble;
        boolean useless = answer instanceof Answer.None || answer instanceof Answer.Refused;
        return again ? null : new Reading(null, answer.why(), null, useless);
    }

    /** Why items go to people without the model's opinion, on the log, once for each reason. */
    private void tell() {
        Map<String, Integer> reasons = new TreeMap<>();
        readings.values().stream()
                .filter(reading -> reading.why() != null)
                .forEach(reading -> reasons.merge(reading.why(), 1, Integer::sum));
        reasons.forEach((why, items) -> LOG.warnf(
                "%d items of chunk %d of batch %s have no opinion of the model: %s",
                items, asked.row().number(), asked.row().batch(), why));
    }
}
