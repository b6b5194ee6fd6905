package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.task.Decider;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.TaskStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Collects a chunk's settled tasks into one part. Tasks are read strongly consistent, and one that is not settled stops
 * it: that the batch is over is shown here by its facts, whatever the totals said.
 */
final class Gathering {

    /** Tasks in memory at a time. */
    private static final int PAGE = 800;

    /** Tasks asked for in one request. */
    private static final int REQUEST = 100;

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
        List<String> ids = RoutedIds.read(bucket, chunk);
        long events = events(batch, ids);
        bucket.write(
                Layout.gathered(chunk.batch(), chunk.number()),
                "application/gzip",
                out -> gather(batch, chunk, ids, out));
        return events;
    }

    /** By the label rows themselves, those of items without an answer among them. */
    private long events(Batch batch, List<String> ids) {
        return InParallel.map(ids, item -> events(labels.of(batch.id(), item))).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long events(List<Label> rows) {
        return rows.stream().mapToLong(label -> label.postings().events()).sum();
    }

    private void gather(Batch batch, Chunk chunk, List<String> ids, OutputStream out) throws IOException {
        try (Writer lines = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(out, 64 << 10), StandardCharsets.UTF_8))) {
            // Ids lie in the order of their lines, so pages sorted apart are sorted together.
            for (List<String> page : cut(ids, PAGE)) {
                for (String line :
                        lines(settled(batch, chunk, page), batch.settings().labelType())) {
                    lines.write(line);
                    lines.write('\n');
                }
            }
        }
    }

    /** Values that are no classes lie on the label rows. */
    private List<String> lines(List<Task> settled, LabelType<?> type) {
        return type instanceof SingleChoice
                ? settled.stream()
                        .map(task -> GatheredTasks.write(SettledTask.of(task)))
                        .toList()
                : InParallel.map(
                        settled,
                        task -> GatheredValues.write(
                                SettledValues.of(task, labels.of(task.batch(), task.item()), type.valueType())));
    }

    /** Those of a page that have a label: all of them, unless the batch has stopped. */
    private List<Task> settled(Batch batch, Chunk chunk, List<String> page) {
        List<Task> found = InParallel.map(cut(page, REQUEST), ids -> tasks.getAll(chunk.batch(), ids)).stream()
                .flatMap(Collection::stream)
                .toList();
        if (found.size() != page.size()) {
            throw new NotSettled("chunk " + chunk.number() + " of batch " + chunk.batch() + " has " + page.size()
                    + " routed items but " + found.size() + " tasks");
        }
        return (batch.isStopped() ? stopped(batch, found) : found)
                .stream()
                        .filter(task -> task.stratum() != Stratum.UNLABELLED)
                        .map(Gathering::settled)
                        .sorted(Comparator.comparingLong(task -> task.place().offset()))
                        .toList();
    }

    /** What nobody is asked for any more is settled as it is, by a write of its own, which totals learn of as of any other. */
    private List<Task> stopped(Batch batch, List<Task> found) {
        Draw draw = new Draw(batch.settings().seed());
        double rate = batch.plan().humanAuditRate();
        return InParallel.map(
                found,
                task -> heard(task).isSettled()
                        ? task
                        : tasks.update(
                                        batch.id(),
                                        task.item(),
                                        batch.settings().slices(),
                                        now -> now.stop(drawn -> Decider.drawsAudit(draw, rate, drawn)))
                                .orElseThrow());
    }

    /** What has been paid for counts: a label that is stored must have reached its task first. */
    private Task heard(Task task) {
        if (!task.isSettled() && labels.of(task.batch(), task.item()).stream().anyMatch(task::awaits)) {
            throw new NotSettled(
                    "task " + task.item() + " of batch " + task.batch() + " has a label that score has not taken in");
        }
        return task;
    }

    private static Task settled(Task task) {
        if (!task.isSettled()) {
            throw new NotSettled("task " + task.item() + " of batch " + task.batch() + " is not settled: it is "
                    + task.state() + ", its audit " + task.audit());
        }
        return task;
    }

    private static List<List<String>> cut(List<String> ids, int size) {
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += size) {
            pages.add(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return pages;
    }
}
