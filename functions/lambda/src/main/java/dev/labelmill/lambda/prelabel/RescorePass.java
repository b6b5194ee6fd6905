package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.Observation;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.sampling.LabelledSoFar;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.store.TaskStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Pass 1 of a later round over one chunk: what waits is scored by the new head, and what calibrates is compared with what
 * people said. Writes a whole object under a key of the attempt, which the chunk's row names if it is the one that counts.
 */
final class RescorePass {

    private final Bucket bucket;
    private final ItemContent contents;
    private final TaskStore tasks;
    private final Optional<LinearLabeler> head;
    private final Batch batch;
    private final Optional<LabelledSoFar> labelled;
    private final RefusedClasses refused;
    private final Learner learner;
    private final CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
    private final ScoreCounts.Builder worth = new ScoreCounts.Builder();
    private final Map<String, Integer> answers = new HashMap<>();

    /** Calibration items of which nobody says anything any more. */
    private final Set<String> takenBack = new HashSet<>();

    /** @param labelled what people have said, where items that they labelled can be chosen again */
    RescorePass(
            Bucket bucket,
            ItemContent contents,
            TaskStore tasks,
            Optional<LinearLabeler> head,
            Optional<LabelledSoFar> labelled,
            Batch batch) {
        this.bucket = bucket;
        this.contents = contents;
        this.tasks = tasks;
        this.head = head;
        this.batch = batch;
        this.labelled = labelled;
        this.refused = new RefusedClasses(batch.settings());
        this.learner = labelled.map(known -> new Learner(batch.settings(), known.strategy()))
                .orElseGet(() -> new Learner(batch.settings()));
    }

    /** Scores the chunk; what it gives back is the chunk's row after it, except for the money. */
    Chunk run(Chunk chunk) throws IOException {
        List<ScoreLine> waiting = WaitingItems.read(bucket, chunk, chunk.round());
        tasks.getAll(
                        batch.id(),
                        waiting.stream()
                                .filter(ScoreLine::calibrates)
                                .map(ScoreLine::id)
                                .toList())
                .forEach(this::answer);
        List<ScoreLine> doubted = doubted(chunk);
        Chunk attempt = Attempt.at(chunk);
        ByteRange range = new ByteRange(chunk.start(), chunk.end());
        int maxLineBytes = batch.settings().maxLineBytes();
        try (InputStream in = bucket.open(chunk.key(), range.openAt(), range.readTo(maxLineBytes), chunk.etag())) {
            ChunkLines lines = new ChunkLines(in, range, maxLineBytes);
            bucket.write(
                    Layout.scores(attempt, batch.round()),
                    "application/gzip",
                    out -> score(waiting, lines, doubted, out));
        }
        return attempt.scoredAgain(counts.build(), worth.build());
    }

    /** What people have labelled and could be asked about once more; nothing once the head is being judged. */
    private List<ScoreLine> doubted(Chunk chunk) {
        if (labelled.isEmpty() || batch.plan().round().orElseThrow().stage() != Stage.LEARN) {
            return List.of();
        }
        List<String> ids = RoutedIds.read(bucket, chunk).stream()
                .filter(labelled.get().items()::containsKey)
                .toList();
        // Of the rows only the places count, which never change: labels may have come since the head was trained.
        return tasks.getAll(batch.id(), ids).stream()
                .sorted(Comparator.comparingLong(task -> task.place().offset()))
                .map(task -> doubted(task.place(), task.item(), labelled.get()))
                .toList();
    }

    private ScoreLine doubted(ItemPlace place, String id, LabelledSoFar soFar) {
        LabelledSoFar.Item item = soFar.items().get(id);
        ScoreLine.Learning learning = learner.doubted(
                soFar.candidate(id).orElseThrow(), new ScoreLine.Doubted(item.labels(), item.crowdClaims()));
        worth.add(learning.cell(), learning.score());
        return new ScoreLine(place.offset(), place.length(), id, null, null, learning);
    }

    /** What nobody answered speaks against the head, whatever it says, as what was taken back does. */
    private void answer(Task task) {
        if (task.state() == TaskState.UNANSWERED) {
            answers.put(task.item(), 0);
            takenBack.add(task.item());
            return;
        }
        if (task.resolution() == null) {
            throw new IllegalStateException("calibration task " + task.item() + " is not resolved yet");
        }
        answers.put(task.item(), task.resolution().answer());
        if (task.resolution().by() == Resolution.By.CROWD && task.ballots().isEmpty()) {
            takenBack.add(task.item());
        }
    }

    private void score(List<ScoreLine> waiting, ChunkLines lines, List<ScoreLine> doubted, OutputStream out)
            throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 64 << 10);
                JsonGenerator scores = Json.MAPPER.createGenerator(gzip)) {
            scores.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            scores.setRootValueSeparator(null);
            Iterator<ScoreLine> next = waiting.iterator();
            ScoreLine wanted = next.hasNext() ? next.next() : null;
            for (Line line = lines.next(); line != null && wanted != null; line = lines.next()) {
                if (line.offset() == wanted.offset()) {
                    score(wanted, (Line.Bytes) line).write(scores);
                    wanted = next.hasNext() ? next.next() : null;
                }
            }
            for (ScoreLine line : doubted) {
                line.write(scores);
            }
        }
    }

    /** An item that the head cannot read waits without an opinion of it, and at last goes to people. */
    private ScoreLine score(ScoreLine waiting, Line.Bytes line) {
        if (head.isPresent()) {
            try {
                return read(waiting, Item.read(line.buffer(), line.from(), line.length()), line);
            } catch (UnusableContent unreadable) {
                // Said by no label: the head has no opinion.
            }
        }
        if (waiting.calibrates()) {
            counts.add(Observation.of(surelyWrong(answers.get(waiting.id())), answers.get(waiting.id())));
            return waiting;
        }
        ScoreLine.Learning unread = learner.unread(waiting.id(), line);
        worth.add(unread.cell(), unread.score());
        return new ScoreLine(waiting.offset(), waiting.length(), waiting.id(), null, null, unread)
                .demanding(waiting.demand());
    }

    /** What has become unreadable since it was drawn speaks against the head: it must not look better for it. */
    private double[] surelyWrong(int answer) {
        double[] distribution = new double[batch.settings().singleChoice().size()];
        distribution[(answer + 1) % distribution.length] = 1;
        return distribution;
    }

    /** An item whose labels were all taken back speaks against the head: what stands of it is nobody's word. */
    private Observation judged(double[] distribution, String id) {
        Observation told = Observation.of(distribution, answers.get(id));
        return takenBack.contains(id) ? told.asWrong() : told;
    }

    private ScoreLine read(ScoreLine waiting, Item item, Line.Bytes line) throws UnusableContent {
        FeatureVector features = head.get().features().vector(contents.of(item));
        double[] uncalibrated = head.get().uncalibrated(features);
        double[] distribution = ScoreLine.rounded(head.get().calibrated(uncalibrated));
        if (waiting.calibrates()) {
            if (!refused.have(distribution)) {
                counts.add(judged(distribution, item.id()));
            }
            return new ScoreLine(waiting.offset(), waiting.length(), item.id(), distribution, null, waiting.learning())
                    .demanding(waiting.demand());
        }
        ScoreLine.Learning learning = learner.read(item.id(), ScoreLine.rounded(uncalibrated), features, line);
        if (!refused.have(distribution)) {
            counts.add(Observation.of(distribution));
        }
        worth.add(learning.cell(), learning.score());
        return new ScoreLine(waiting.offset(), waiting.length(), item.id(), distribution, null, learning)
                .demanding(waiting.demand());
    }
}
