package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Writes down how an attempt to hand a dispatch over ended: on its tasks, then its money, then its row. */
public final class PushRecords {

    private final TaskStore tasks;
    private final LabelStore labels;
    private final DispatchStore dispatches;
    private final Reservations reservations;
    private final PushTroubles troubles;
    private final Meter meter;

    public PushRecords(
            TaskStore tasks,
            LabelStore labels,
            DispatchStore dispatches,
            Reservations reservations,
            PushTroubles troubles,
            Meter meter) {
        this.tasks = tasks;
        this.labels = labels;
        this.dispatches = dispatches;
        this.reservations = reservations;
        this.troubles = troubles;
        this.meter = meter;
    }

    /** How far it got, so that the next attempt goes on there. */
    void keep(Batch batch, Vendor vendor, PushRun run, Instant next) {
        Dispatch dispatch = run.dispatch();
        long owed = dispatch.labels() - refused(batch, vendor, run);
        List<String> handed = run.handed();
        List<String> left = left(run);
        if (handed.isEmpty() && left.isEmpty()) {
            close(batch, dispatch);
            return;
        }
        reservations.cut(batch, vendor, dispatch.id(), owed);
        meter.charge(
                Claims.FUNCTION,
                spent -> dispatches.replace(
                        dispatch, dispatch.waiting(next, handed, left, owed, doubtful(run, left), spent)));
    }

    /**
     * That nothing more is sent: the vendor owes what it has, what it has answered among it, and all else waits anew, first for
     * others.
     */
    void settle(Batch batch, Vendor vendor, PushRun run) {
        Dispatch dispatch = run.dispatch();
        List<String> left = new ArrayList<>(left(run));
        List<String> had = new ArrayList<>(run.handed());
        List<String> answered = answered(batch, dispatch, left);
        had.addAll(answered);
        left.removeAll(answered);
        long owed = dispatch.labels() - refused(batch, vendor, run) - end(batch, dispatch, left, Task::unsend);
        if (had.isEmpty()) {
            close(batch, dispatch);
            return;
        }
        reservations.cut(batch, vendor, dispatch.id(), owed);
        meter.charge(Claims.FUNCTION, spent -> dispatches.replace(dispatch, dispatch.delivered(had, owed, spent)));
    }

    /** Those of which it is not known that the vendor has them but by its labels. */
    private List<String> answered(Batch batch, Dispatch dispatch, List<String> left) {
        return left.isEmpty()
                ? List.of()
                : tasks.getAll(batch.id(), left).stream()
                        .filter(task -> !task.awaits(dispatch.id()))
                        .filter(task -> task.claimOf(dispatch.id())
                                .filter(claim -> !claim.expired())
                                .isPresent())
                        .filter(task -> labels.came(batch.id(), task.item(), dispatch.id()) > 0)
                        .map(Task::item)
                        .toList();
    }

    private void close(Batch batch, Dispatch dispatch) {
        reservations.settle(batch, dispatch.id());
        meter.charge(
                Claims.FUNCTION,
                spent -> dispatches.replace(
                        dispatch, dispatch.delivered(List.of(), 0, spent).closed(0, Spend.NONE)));
    }

    /** The tasks of which nothing is known after the attempt, in their order. */
    private static List<String> left(PushRun run) {
        Set<String> known = new HashSet<>(run.handed());
        run.refused().forEach(task -> known.add(task.item()));
        return run.dispatch().left().stream()
                .filter(item -> !known.contains(item))
                .toList();
    }

    /** How many of the tasks that are left, the first ones, hold all that are in doubt. */
    private static int doubtful(PushRun run, List<String> left) {
        return IntStream.range(0, left.size())
                .filter(place -> run.isDoubtful(left.get(place)))
                .map(place -> place + 1)
                .max()
                .orElse(0);
    }

    /** How many labels are not owed since their tasks are refused. */
    private long refused(Batch batch, Vendor vendor, PushRun run) {
        troubles.refused(batch, vendor, run.dispatch(), run.refused());
        return end(
                batch, run.dispatch(), run.refused().stream().map(Refused::item).toList(), Task::refuse);
    }

    /** @return how many labels the dispatch claimed of these tasks */
    private long end(Batch batch, Dispatch dispatch, Collection<String> items, BiFunction<Task, String, Task> end) {
        return InParallel.map(
                        items,
                        item -> tasks.update(
                                batch.id(), item, batch.settings().slices(), task -> end.apply(task, dispatch.id())))
                .stream()
                .flatMap(Optional::stream)
                .flatMap(task -> task.claimOf(dispatch.id()).stream())
                .mapToLong(Claim::labels)
                .sum();
    }
}
