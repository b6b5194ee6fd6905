package dev.labelmill.lambda.reception;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.webhook.IncomingLabel;
import dev.labelmill.lambda.webhook.LabelChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores one label, if the task is known, the vendor was given it, and the class exists. What a label
 * was bought for and what it costs comes from the claim, never from the vendor.
 */
public final class LabelIntake {

    private final BatchStore batches;
    private final TaskStore tasks;
    private final LabelStore labels;
    private final Meter meter;
    private final Map<String, BatchSettings> settings = new ConcurrentHashMap<>();

    public LabelIntake(BatchStore batches, TaskStore tasks, LabelStore labels, Meter meter) {
        this.batches = batches;
        this.tasks = tasks;
        this.labels = labels;
        this.meter = meter;
    }

    /** What became of a label. */
    sealed interface Outcome permits Kept, Refused {}

    /** It is in the table now, by this delivery or by an earlier one. */
    enum Kept implements Outcome {
        STORED,
        DUPLICATE
    }

    /** It cannot be used. */
    record Refused(String reason) implements Outcome {}

    Outcome take(String vendorName, IncomingLabel incoming) {
        Optional<BatchSettings> batch = settings(incoming.batch());
        Optional<Task> task = batch.flatMap(b -> tasks.get(incoming.batch(), incoming.task()));
        if (task.isEmpty()) {
            return new Refused("there is no task \"" + incoming.task() + "\" in batch \"" + incoming.batch() + "\"");
        }
        Optional<Vendor> vendor = batch.get().vendor(vendorName);
        Optional<Claim> claim = claim(task.get(), vendorName, incoming.dispatch());
        if (vendor.isEmpty() || claim.isEmpty()) {
            return new Refused(
                    "task \"" + incoming.task() + "\" was not given to this vendor, or not by this dispatch");
        }
        if (exceeds(task.get(), vendorName, claim.get(), incoming.annotator())) {
            return new Refused("the dispatch asked for " + claim.get().labels() + " labels of task \"" + incoming.task()
                    + "\" and has them from other annotators");
        }
        OptionalInt answer = OptionalInt.empty();
        if (incoming.change() instanceof LabelChange.Chosen chosen) {
            answer = batch.get().labelType().indexOf(chosen.choice());
            if (answer.isEmpty()) {
                return new Refused("choice \"" + chosen.choice() + "\" is not one of the batch's classes");
            }
        }
        return store(label(batch.get(), task.get(), vendor.get(), claim.get(), incoming, answer));
    }

    /** More labels than were asked for would be paid for, and could decide the task by who came first. */
    private boolean exceeds(Task task, String vendor, Claim claim, String annotator) {
        List<Label> there = labels.of(task.batch(), task.item()).stream()
                .filter(label -> label.vendor().equals(vendor))
                .toList();
        boolean known = there.stream().anyMatch(label -> label.annotator().equals(annotator));
        long answered = there.stream()
                .filter(label -> label.dispatch().equals(claim.dispatch()) && !label.isTombstone())
                .count();
        return !known && answered >= claim.labels();
    }

    private Outcome store(Label label) {
        return meter.charge(nanos -> labels.store(label.withSpent(nanos))) ? Kept.STORED : Kept.DUPLICATE;
    }

    private static Optional<Claim> claim(Task task, String vendor, String dispatch) {
        return task.claims().stream()
                .filter(c -> c.vendor().equals(vendor))
                .filter(c -> dispatch == null || c.dispatch().equals(dispatch))
                .reduce((earlier, later) -> later);
    }

    private static Label label(
            BatchSettings batch, Task task, Vendor vendor, Claim claim, IncomingLabel incoming, OptionalInt answer) {
        return new Label(
                batch.batch(),
                batch.project(),
                task.item(),
                vendor.name(),
                incoming.annotator(),
                answer,
                incoming.revision(),
                incoming.deliveryId(),
                claim.dispatch(),
                claim.purpose(),
                answer.isPresent() ? vendor.priceNanos() : 0,
                incoming.milliseconds() == null ? 0 : incoming.milliseconds(),
                task.known(),
                0);
    }

    private Optional<BatchSettings> settings(String batch) {
        BatchSettings kept = settings.get(batch);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<BatchSettings> read = batches.get(batch).map(b -> b.settings());
        read.ifPresent(s -> settings.put(batch, s));
        return read;
    }
}
