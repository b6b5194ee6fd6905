package dev.labelmill.lambda.advance;

import dev.labelmill.core.annotator.Standing;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Pauses;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.GoldAnswers;
import dev.labelmill.lambda.score.PausedFile;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.TaskStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who gets no more tasks of a batch, by the known items that were answered so far. Looked at while people label, each time that
 * there are so many more answers ({@link Pauses#isDue}): what the totals count says when, the tasks' own ballots say who. A look
 * reads each known item's row, which are {@value GoldAnswers#MAX_ANSWERS} at most, whatever the number of annotators.
 *
 * <p>Decisions do not change: those of a wave are taken by the snapshot that was there before its first task went out.
 */
public final class Standings {

    private static final int PAGE = 100;
    private static final int PAGES_AT_A_TIME = 8;

    private final TaskStore tasks;
    private final Bucket bucket;
    private final SkillSnapshots snapshots;

    public Standings(TaskStore tasks, Bucket bucket) {
        this.tasks = tasks;
        this.bucket = bucket;
        this.snapshots = new SkillSnapshots(bucket);
    }

    /**
     * The batch with who is paused now; this very one if it is not time to look. The names are stored under a key that names
     * them before the batch's row does, so that doing it again after a crash gives the same.
     *
     * @param answers on known items so far
     */
    Batch look(Batch batch, long answers) {
        return batch.settings()
                .standing()
                .filter(standing -> batch.pauses().isDue(answers))
                .map(standing -> batch.pausing(new Pauses(answers, found(batch, standing))))
                .orElse(batch);
    }

    private String found(Batch batch, Standing standing) {
        TreeSet<String> paused =
                new TreeSet<>(standing.paused(() -> known(batch).iterator()));
        paused.addAll(snapshots.paused(batch));
        if (paused.isEmpty()) {
            return "";
        }
        byte[] file = PausedFile.write(paused);
        String key = Layout.paused(batch.id(), file);
        bucket.put(key, "application/json", file);
        return key;
    }

    /** What has been answered of the known items, read some pages at a time. */
    private Stream<TaskVotes> known(Batch batch) {
        List<String> items =
                new ArrayList<>(GoldAnswers.load(bucket, batch.settings()).items());
        List<List<String>> pages = parts(items, PAGE);
        return parts(pages, PAGES_AT_A_TIME).stream()
                .flatMap(some -> InParallel.map(some, page -> tasks.getAll(batch.id(), page)).stream())
                .flatMap(List::stream)
                .map(Pilot::votes);
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
                .toList();
    }
}
