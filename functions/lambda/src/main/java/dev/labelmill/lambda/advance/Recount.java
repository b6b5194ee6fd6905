package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.TaskStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A batch's totals counted from its facts, chunk by chunk. Slow and certain. */
public final class Recount {

    private final ChunkStore chunks;
    private final TaskStore tasks;
    private final LabelStore labels;
    private final DispatchStore dispatches;
    private final HourStore hours;
    private final Bucket bucket;

    public Recount(
            ChunkStore chunks,
            TaskStore tasks,
            LabelStore labels,
            DispatchStore dispatches,
            HourStore hours,
            Bucket bucket) {
        this.chunks = chunks;
        this.tasks = tasks;
        this.labels = labels;
        this.dispatches = dispatches;
        this.hours = hours;
        this.bucket = bucket;
    }

    /** The totals that a fold of every change would give, apart from the batch's own row and what folding has cost. */
    public Counters of(Batch batch) {
        Counters totals = new Counters();
        hours.of(batch.id()).forEach(hour -> totals.addAll(Contributions.ofHour(hour.spent(), hour.version())));
        Set<String> seen = new HashSet<>();
        for (Chunk chunk : chunks.of(batch.id())) {
            totals.addAll(Contributions.of(chunk));
            List<Task> routed = tasks.getAll(batch.id(), RoutedIds.read(bucket, chunk));
            for (Task task : routed) {
                totals.addAll(Contributions.of(task));
                task.claims().stream().map(Claim::dispatch).forEach(seen::add);
            }
            InParallel.map(routed, task -> labels.of(batch.id(), task.item()))
                    .forEach(list -> list.stream().map(Contributions::of).forEach(totals::addAll));
        }
        seen.forEach(id -> dispatches.get(id).map(Contributions::of).ifPresent(totals::addAll));
        return totals;
    }
}
