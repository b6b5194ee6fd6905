package dev.labelmill.lambda.score;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Decider;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.TaskStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Settles tasks that wait for people though nobody is left who may have them, where no label did: a claim has ended with a part of
 * its labels, or a vendor has refused.
 */
public final class Exhausted {

    private final TaskStore tasks;
    private final LabelStore rows;
    private final Judges judges;
    private final EventCounts events;
    private final Meter meter;

    public Exhausted(
            TaskStore tasks, LabelStore rows, BatchStore batches, Bucket bucket, EventCounts events, Meter meter) {
        this.tasks = tasks;
        this.rows = rows;
        this.judges = new Judges(batches, bucket);
        this.events = events;
        this.meter = meter;
    }

    /**
     * Settles a task with what there is.
     *
     * @param function the account that money is charged to
     * @param read     the task as it has just been read
     */
    public void settle(String function, Task read) {
        judges.of(read.batch(), read.wave()).ifPresent(known -> {
            AtomicReference<Step> last = new AtomicReference<>();
            boolean written = meter.charge(
                    function,
                    spent -> tasks.updateFrom(read, known.settings().slices(), before -> {
                        Task after = new Eligibility(known.settings()).settle(before, decider(known, before));
                        last.set(new Step(before, after));
                        return after == before ? before : after.spend(spent);
                    }));
            if (written) {
                last.get().count(events, known.settings().project());
            }
        });
    }

    private Decider decider(Judges.Known known, Task task) {
        return known instanceof Judges.Known.OfValues values
                ? values.judge(values.usable(rows.of(task.batch(), task.item())), Optional.empty())
                : ((Judges.Known.OfClasses) known).judge();
    }
}
