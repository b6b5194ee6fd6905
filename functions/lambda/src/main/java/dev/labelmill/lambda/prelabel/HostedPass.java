package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.prelabel.hosted.Answer;
import dev.labelmill.lambda.prelabel.hosted.HostedLabeler;
import dev.labelmill.lambda.prelabel.hosted.HostedLabeler.Asked;
import dev.labelmill.lambda.prelabel.hosted.ModelUnavailable;
import dev.labelmill.lambda.prelabel.hosted.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Before pass 1 over a chunk: asks a hosted model about its items, page by page. A page is stored with what it cost as soon
 * as it is asked, so that a repetition goes on behind it.
 */
final class HostedPass {

    /** Fixed, since pages are told apart by their number. */
    static final int PAGE = 48;

    private static final long PICOS_PER_NANO = 1000;

    private static final Logger LOG = Logger.getLogger(HostedPass.class);

    private final Bucket bucket;
    private final ItemContent contents;
    private final HostedLabeler labeler;
    private final Meter meter;
    private final int maxLineBytes;
    private final List<Pending> page = new ArrayList<>();
    private final Map<Long, Reading> readings = new HashMap<>();
    private int pages;
    private long picos;

    private record Pending(long offset, Item item) {}

    /**
     * What is known of a chunk's items.
     *
     * @param byOffset of the items' lines
     * @param picos    all that was paid for it, in picodollars
     */
    record Readings(Map<Long, Reading> byOffset, long picos) {}

    HostedPass(Bucket bucket, ItemContent contents, HostedLabeler labeler, Meter meter, int maxLineBytes) {
        this.bucket = bucket;
        this.contents = contents;
        this.labeler = labeler;
        this.meter = meter;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Asks about all of the chunk's items that were not answered yet.
     *
     * @throws ModelUnavailable         if it has to be tried again later
     * @throws IllegalArgumentException saying in one sentence why no item could be right
     */
    Readings run(Chunk chunk) throws IOException {
        ByteRange range = new ByteRange(chunk.start(), chunk.end());
        Set<String> ids = new HashSet<>();
        try (InputStream in = bucket.open(chunk.key(), range.openAt(), range.readTo(maxLineBytes), chunk.etag())) {
            ChunkLines lines = new ChunkLines(in, range, maxLineBytes);
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line instanceof Line.Bytes bytes) {
                    take(bytes, ids, chunk);
                }
            }
        }
        ask(chunk);
        tell(chunk);
        return new Readings(readings, picos);
    }

    /** What the chunk's row is to carry of the money: all whole nano-dollars; the rest rides with other money. */
    Spend spend(Readings read) {
        meter.model(read.picos() % PICOS_PER_NANO);
        return Spend.of(Prelabeling.FUNCTION, Kind.MODEL, read.picos() / PICOS_PER_NANO);
    }

    /** Lines that pass 1 will reject are not paid for. */
    private void take(Line.Bytes line, Set<String> ids, Chunk chunk) {
        Item item;
        try {
            item = Item.read(line.buffer(), line.from(), line.length());
        } catch (IllegalArgumentException unusable) {
            return;
        }
        if (ids.add(item.id())) {
            page.add(new Pending(line.offset(), item));
        }
        if (page.size() == PAGE) {
            ask(chunk);
        }
    }

    private void ask(Chunk chunk) {
        AnswerPage stored = new AnswerPage(bucket, Layout.answers(chunk.batch(), chunk.number(), pages));
        List<Pending> open = page.stream()
                .filter(item -> !stored.readings().containsKey(item.offset()))
                .toList();
        if (!open.isEmpty()) {
            ask(open, stored);
        }
        readings.putAll(stored.readings());
        picos += stored.picos();
        pages++;
        page.clear();
    }

    private void ask(List<Pending> open, AnswerPage stored) {
        Asked asked = labeler.ask(open.stream().map(this::content).toList());
        Verdict verdict = Verdict.of(asked.answers());
        verdict.batch().ifPresent(why -> {
            // The batch ends here, and no row of the chunk will carry the money.
            meter.model(picos + stored.picos() + asked.picos());
            throw new IllegalArgumentException(why);
        });
        for (int i = 0; i < open.size(); i++) {
            Reading reading = reading(asked.answers().get(i), verdict.later().isPresent());
            if (reading != null) {
                stored.add(open.get(i).offset(), reading);
            }
        }
        stored.paid(asked.picos());
        store(stored, asked.picos());
        verdict.later().ifPresent(why -> {
            throw new ModelUnavailable(why);
        });
    }

    private Supplier<Attempt<Content>> content(Pending pending) {
        return () -> Attempt.at(() -> contents.of(pending.item()));
    }

    /** What is kept of an answer; null if the item is to be asked about again. */
    private static Reading reading(Answer answer, boolean later) {
        if (answer instanceof Answer.Opinion opinion) {
            return new Reading(ScoreLine.rounded(opinion.distribution()), null, null);
        }
        if (answer instanceof Answer.Unreadable unreadable) {
            return new Reading(null, null, unreadable.why());
        }
        boolean again = answer instanceof Answer.Throttled
                || answer instanceof Answer.Unasked
                || later && answer instanceof Answer.Trouble;
        return again ? null : new Reading(null, answer.why(), null);
    }

    private void store(AnswerPage answered, long paid) {
        try {
            answered.store();
        } catch (RuntimeException | Error failure) {
            meter.model(paid);
            throw failure;
        }
    }

    /** Why items go to people without the model's opinion, on the log, once for each reason. */
    private void tell(Chunk chunk) {
        Map<String, Integer> reasons = new TreeMap<>();
        readings.values().stream()
                .filter(reading -> reading.why() != null)
                .forEach(reading -> reasons.merge(reading.why(), 1, Integer::sum));
        reasons.forEach((why, items) -> LOG.warnf(
                "%d items of chunk %d of batch %s have no opinion of the model: %s",
                items, chunk.number(), chunk.batch(), why));
    }
}
