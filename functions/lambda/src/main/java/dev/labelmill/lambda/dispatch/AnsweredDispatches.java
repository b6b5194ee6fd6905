package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.OpenDispatch;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds dispatches whose every label has come and been taken in. What is open is read whole at each tick, so that what stayed
 * open until its deadline, weeks after it was answered, would make each tick of a large batch dearer than the one before. Which
 * dispatches are answered no row tells; so some are looked at, the oldest first, since most vendors work in that order, then any,
 * since one label that never comes must not hide the rest.
 */
final class AnsweredDispatches {

    /** Dispatches looked at in vain in each of the two orders, before a tick gives up. */
    static final int IN_VAIN = 10;

    /** What a tick closes at most: some ten seconds' work. */
    static final int MOST = 200;

    /** Tasks asked for at a time: of most that are not answered, the first few tell. */
    private static final int PAGE = 10;

    private static final long SECONDS_PER_MINUTE = 60;

    private final TaskStore tasks;
    private final LabelStore labels;
    private final DispatchStore dispatches;

    AnsweredDispatches(TaskStore tasks, LabelStore labels, DispatchStore dispatches) {
        this.tasks = tasks;
        this.labels = labels;
        this.dispatches = dispatches;
    }

    /**
     * Those among open ones that nobody owes anything for, as they are stored.
     *
     * @param open all of the batch's, the earliest deadline first
     */
    List<Dispatch> find(Batch batch, List<OpenDispatch> open, Instant now) {
        List<OpenDispatch> left = new ArrayList<>(open.stream()
                .filter(dispatch -> dispatch.state() == Dispatch.State.DELIVERED)
                .filter(dispatch -> !dispatch.deadline().isBefore(now))
                .toList());
        List<Dispatch> answered = new ArrayList<>();
        int looked = look(batch, left, answered);
        List<OpenDispatch> others = left.subList(looked, left.size());
        Draw draw = new Draw(batch.settings().seed());
        String minute = Long.toString(now.getEpochSecond() / SECONDS_PER_MINUTE);
        others.sort(Comparator.comparing(dispatch -> draw.uniform("sweep", dispatch.id(), minute)));
        look(batch, others, answered);
        return answered;
    }

    /** @return how many were looked at */
    private int look(Batch batch, List<OpenDispatch> candidates, List<Dispatch> answered) {
        int looked = 0;
        int inVain = 0;
        while (looked < candidates.size() && inVain < IN_VAIN && answered.size() < MOST) {
            Optional<Dispatch> found = answered(batch, candidates.get(looked));
            found.ifPresent(answered::add);
            inVain += found.isPresent() ? 0 : 1;
            looked++;
        }
        return looked;
    }

    private Optional<Dispatch> answered(Batch batch, OpenDispatch open) {
        return dispatches
                .get(open.id())
                .filter(dispatch -> dispatch.state() == Dispatch.State.DELIVERED)
                .filter(dispatch -> isTakenIn(batch, dispatch) && hasCome(batch, dispatch));
    }

    /** A task that does not wait for a claim any more never waits for it again. */
    private boolean isTakenIn(Batch batch, Dispatch dispatch) {
        List<String> items = dispatch.items();
        for (int from = 0; from < items.size(); from += PAGE) {
            List<Task> page = tasks.getAll(batch.id(), items.subList(from, Math.min(from + PAGE, items.size())));
            if (page.stream().anyMatch(task -> task.awaits(dispatch.id()))) {
                return false;
            }
        }
        return true;
    }

    /** Others' labels may have decided a task whose own are still to come: these may come until the deadline. */
    private boolean hasCome(Batch batch, Dispatch dispatch) {
        return InParallel.map(dispatch.items(), item -> labels.came(batch.id(), item, dispatch.id())).stream()
                        .mapToLong(Long::longValue)
                        .sum()
                >= dispatch.labels();
    }
}
