package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Attempts;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.OpenDispatch;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Closes dispatches: those that are answered, and those that were not in time, whose tasks wait again. Its vendor owes nothing
 * for either any more. One with tasks that nobody else may have ({@link Eligibility#isWaitedFor}) is given its vendor's time once
 * more instead, the others of its tasks aside.
 */
public final class Sweeper {

    /** The account that money is charged to. */
    private static final String FUNCTION = "advance";

    /** For how long nothing more is sent of a dispatch whose unsent tasks go back: longer than clocks differ. */
    private static final Duration NO_ATTEMPT = Duration.ofSeconds(20);

    private final TaskStore tasks;
    private final LabelStore labels;
    private final DispatchStore dispatches;
    private final Reservations reservations;
    private final AnsweredDispatches answered;
    private final EventCounts events;
    private final Meter meter;

    public Sweeper(
            TaskStore tasks,
            LabelStore labels,
            DispatchStore dispatches,
            Reservations reservations,
            EventCounts events,
            Meter meter) {
        this.tasks = tasks;
        this.labels = labels;
        this.dispatches = dispatches;
        this.reservations = reservations;
        this.answered = new AnsweredDispatches(tasks, labels, dispatches);
        this.events = events;
        this.meter = meter;
    }

    /** Closes all dispatches of a batch that is being concluded, also those that never got as far as their tasks. */
    public void sweepAll(Batch batch) {
        for (OpenDispatch open : dispatches.open(batch.id())) {
            dispatches
                    .get(open.id())
                    .filter(dispatch -> dispatch.state() != Dispatch.State.CLOSED)
                    .ifPresent(dispatch -> close(batch, dispatch, task -> false));
        }
    }

    /**
     * Closes the batch's dispatches that are answered, and those whose deadline is before an instant, whether they were delivered
     * or never got through.
     */
    public void sweep(Batch batch, Instant before) {
        List<OpenDispatch> all = dispatches.open(batch.id());
        reservations.settleAnswered(
                batch,
                all.stream()
                        .filter(open -> isOwed(open.state()))
                        .map(OpenDispatch::id)
                        .toList());
        answered.find(batch, all, before).forEach(dispatch -> {
            reservations.settle(batch, dispatch.id());
            meter.charge(FUNCTION, spent -> dispatches.replace(dispatch, dispatch.closed(0, spent)));
        });
        for (OpenDispatch open : all) {
            if (isOwed(open.state()) && open.deadline().isBefore(before)) {
                dispatches
                        .get(open.id())
                        .filter(dispatch -> isOwed(dispatch.state()))
                        .flatMap(dispatch -> unsendable(dispatch, before))
                        .ifPresent(dispatch -> closeUnlessWaitedFor(batch, dispatch, before));
            }
        }
    }

    private void closeUnlessWaitedFor(Batch batch, Dispatch dispatch, Instant now) {
        Eligibility eligibility = new Eligibility(batch.settings());
        Set<String> unsent = Set.copyOf(dispatch.unsent());
        close(
                batch,
                dispatch,
                task -> !unsent.contains(task.item()) && eligibility.isWaitedFor(task, dispatch.id(), now));
    }

    /**
     * With the row so that no attempt to send the rest can begin, be it by a clock that is behind: what is called unsent must stay
     * so. Empty if one has begun.
     */
    private Optional<Dispatch> unsendable(Dispatch dispatch, Instant now) {
        if (dispatch.unsent().isEmpty()) {
            return Optional.of(dispatch);
        }
        Attempts attempts = dispatch.attempts();
        boolean mine = meter.charge(
                FUNCTION,
                spent -> dispatches.replace(
                        dispatch,
                        dispatch.waiting(
                                now.plus(NO_ATTEMPT),
                                dispatch.handed(),
                                dispatch.left(),
                                dispatch.labels(),
                                attempts.doubtful(),
                                spent)));
        return mine ? dispatches.get(dispatch.id()) : Optional.empty();
    }

    private static boolean isOwed(Dispatch.State state) {
        return state == Dispatch.State.DELIVERED || state == Dispatch.State.SENDING;
    }

    private void close(Batch batch, Dispatch dispatch, Predicate<Task> isWaitedFor) {
        Set<String> unsent = Set.copyOf(dispatch.unsent());
        List<Ended> ended = InParallel.map(
                dispatch.items(), item -> end(batch, dispatch, item, unsent.contains(item), isWaitedFor));
        if (ended.stream().anyMatch(Ended::isWaitedFor)) {
            Duration more =
                    batch.settings().vendor(dispatch.vendor()).orElseThrow().deadline();
            meter.charge(
                    FUNCTION,
                    spent -> dispatches.replace(
                            dispatch, dispatch.until(dispatch.deadline().plus(more), spent)));
            return;
        }
        // Before the dispatch is closed: nobody looks for money of closed ones.
        reservations.settle(batch, dispatch.id());
        long missing = ended.stream().mapToLong(Ended::missing).sum();
        long overtime = ended.stream().mapToLong(Ended::overtime).sum();
        long came = ended.stream().mapToLong(Ended::came).sum();
        boolean delivered = dispatch.state() == Dispatch.State.DELIVERED;
        boolean closed = meter.charge(
                FUNCTION,
                spent -> dispatches.replace(
                        dispatch,
                        delivered ? dispatch.closed(missing, overtime, spent) : dispatch.undelivered(came, spent)));
        if (closed && isOwed(dispatch.state())) {
            events.add(batch.settings().project(), Metric.ADVANCE_EXPIRED, missing);
        }
    }

    /** @param overtime deadlines beyond the first that the missing ones were waited for */
    private record Ended(long missing, long overtime, long came, boolean isWaitedFor) {

        static final Ended NOTHING = new Ended(0, 0, 0, false);
    }

    /**
     * Counted from the labels themselves, so that a sweep that is repeated counts the same. A claim is
     * over even where others' labels decided its task first: what never came for it is not owed any more.
     */
    private Ended end(Batch batch, Dispatch dispatch, String item, boolean unsent, Predicate<Task> isWaitedFor) {
        return tasks.update(batch.id(), item, batch.settings().slices(), task -> {
                    if (isWaitedFor.test(task)) {
                        return task;
                    }
                    return unsent ? task.unsend(dispatch.id()) : task.expire(dispatch.id());
                })
                .filter(task -> task.claimOf(dispatch.id())
                        .filter(claim -> !claim.refused())
                        .isPresent())
                .map(task -> ended(batch, task, dispatch, isWaitedFor.test(task)))
                .orElse(Ended.NOTHING);
    }

    private Ended ended(Batch batch, Task task, Dispatch dispatch, boolean isWaitedFor) {
        long came = labels.cameInTime(task.batch(), task.item(), dispatch.id());
        Claim claim = task.claimOf(dispatch.id()).orElseThrow();
        long missing = Math.max(0, claim.labels() - came);
        Duration each = batch.settings().vendor(dispatch.vendor()).orElseThrow().deadline();
        long overtime =
                came == 0 && isLast(task, claim) ? missing * (claim.deadlines(each, dispatch.deadline()) - 1) : 0;
        return new Ended(missing, overtime, came, isWaitedFor);
    }

    /** What others could be asked for instead was not waited for longer. */
    private static boolean isLast(Task task, Claim claim) {
        return task.claims().stream()
                .filter(other -> other.purpose() == claim.purpose())
                .reduce((earlier, later) -> later)
                .filter(claim::equals)
                .isPresent();
    }
}
