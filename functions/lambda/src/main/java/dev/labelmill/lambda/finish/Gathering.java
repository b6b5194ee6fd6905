package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Decider;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LabelledTask;
import dev.labelmill.lambda.store.TaskStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * Collects a chunk's settled tasks into one part. Tasks are read strongly consistent, each with its labels in one
 * request, and one that is not settled stops it: that the batch is over is shown here by its facts, whatever the totals
 * said.
 */
final class Gathering {

    /** Tasks in memory at a time. */
    private static final int PAGE = 800;

    private final Bucket bucket;
    private final TaskStore tasks;
    private final LabelStore labels;

    Gathering(Bucket bucket, TaskStore tasks, LabelStore labels) {
        this.bucket = bucket;
        this.tasks = tasks;
        this.labels = labels;
    }

    /** A task still waits for labels or for its audit; trying again later helps. */
    static final class NotSettled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSettled(String message) {
            super(message);
        }
    }

    /**
     * Writes the chunk's part. Nothing becomes visible if a task is not settled.
     *
     * @return how much has happened to labels of its tasks: totals that know of less lack money
     */
    long gather(Batch batch, Chunk chunk) {
        AtomicLong events = new AtomicLong();
        bucket.write(
                Layout.gathered(chunk.batch(), chunk.number()),
                "application/gzip",
                out -> events.set(gather(batch, chunk, RoutedIds.read(bucket, chunk), out)));
        return events.get();
    }

    private long gather(Batch batch, Chunk chunk, List<String> ids, OutputStream out) throws IOException {
        long events = 0;
        try (Writer lines = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(out, 64 << 10), StandardCharsets.UTF_8))) {
            // Ids lie in the order of their lines, so pages sorted apart are sorted together.
            for (List<String> page : cut(ids, PAGE)) {
                List<LabelledTask> found = found(chunk, page);
                events += found.stream().mapToLong(LabelledTask::events).sum();
                for (LabelledTask task : settled(batch, found)) {
                    lines.write(line(task, batch.settings().labelType()));
                    lines.write('\n');
                }
            }
        }
        return events;
    }

    /** Values that are no classes lie on the label rows. */
    private static String line(LabelledTask settled, LabelType<?> type) {
        return type instanceof SingleChoice
                ? GatheredTasks.write(SettledTask.of(settled.task()))
                : GatheredValues.write(SettledValues.of(settled.task(), settled.labels(), type.valueType()));
    }

    private List<LabelledTask> found(Chunk chunk, List<String> page) {
        List<LabelledTask> found = InParallel.map(page, item -> labels.withTask(chunk.batch(), item)).stream()
                .flatMap(Optional::stream)
                .toList();
        if (found.size() != page.size()) {
            throw new NotSettled("chunk " + chunk.number() + " of batch " + chunk.batch() + " has " + page.size()
                    + " routed items but " + found.size() + " tasks");
        }
        return found;
    }

    /** Those of a page that have a label: all of them, unless the batch has stopped, or nobody has answered. */
    private List<LabelledTask> settled(Batch batch, List<LabelledTask> found) {
        return stopped(batch, found).stream()
                .filter(labelled -> labelled.task().stratum() != Stratum.UNLABELLED)
                .map(Gathering::settled)
                .sorted(Comparator.comparingLong(
                        labelled -> labelled.task().place().offset()))
                .toList();
    }

    /** What nobody is asked for any more ends as it is, by a write of its own, which totals learn of as of any other. */
    private List<LabelledTask> stopped(Batch batch, List<LabelledTask> found) {
        Draw draw = new Draw(batch.settings().seed());
        double rate = batch.plan().humanAuditRate();
        return InParallel.map(
                found,
                labelled -> isOver(batch, heard(labelled))
                        ? labelled
                        : new LabelledTask(
                                tasks.update(
                                                batch.id(),
                                                labelled.task().item(),
                                                batch.settings().slices(),
                                                now -> now.stop(drawn -> Decider.drawsAudit(draw, rate, drawn)))
                                        .orElseThrow(),
                                labelled.labels()));
    }

    private static boolean isOver(Batch batch, LabelledTask labelled) {
        Task task = labelled.task();
        return task.state() != TaskState.UNANSWERED
                && (task.isSettled() || !batch.isStopped() && !isWokenLate(labelled));
    }

    /**
     * Whether it may be a label that nobody waited for any more by which a task waits anew: for people, or for its audit, whom
     * nobody asks now. It need not have come late itself: score may have heard of it when its claim was over.
     */
    private static boolean isWokenLate(LabelledTask labelled) {
        Task task = labelled.task();
        return task.openClaim().isEmpty()
                && labelled.labels().stream()
                        .anyMatch(label -> task.claimOf(label.dispatch())
                                .filter(Claim::expired)
                                .isPresent());
    }

    /** What has been paid for counts: a label that is stored must have reached its task first. */
    private static LabelledTask heard(LabelledTask labelled) {
        Task task = labelled.task();
        boolean isSettled = task.isSettled() && task.state() != TaskState.UNANSWERED;
        if (!isSettled && labelled.labels().stream().anyMatch(task::awaits)) {
            throw new NotSettled(
                    "task " + task.item() + " of batch " + task.batch() + " has a label that score has not taken in");
        }
        return labelled;
    }

    private static LabelledTask settled(LabelledTask labelled) {
        Task task = labelled.task();
        if (!task.isSettled()) {
            throw new NotSettled("task " + task.item() + " of batch " + task.batch() + " is not settled: it is "
                    + task.state() + ", its audit " + task.audit());
        }
        return labelled;
    }

    private static List<List<String>> cut(List<String> ids, int size) {
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += size) {
            pages.add(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return pages;
    }
}
