package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.TaskStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a dispatch: its row, the claims, what its way of delivery wants, the row again. Each is safe to repeat,
 * and whoever finds a dispatch whose first step alone was done can do the others.
 */
public final class Claims {

    private static final int ID_BYTES = 12;

    /** The account that money is charged to. */
    static final String FUNCTION = "dispatch";

    private final TaskStore tasks;
    private final DispatchStore dispatches;
    private final Reservations reservations;
    private final Handovers handovers;
    private final EventCounts events;
    private final InstantSource clock;

    public Claims(
            TaskStore tasks,
            DispatchStore dispatches,
            Reservations reservations,
            Handovers handovers,
            EventCounts events,
            InstantSource clock) {
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.reservations = reservations;
        this.handovers = handovers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Claims a share of tasks for its vendor and delivers those it got; none of them if the limits do not leave what they may
     * cost.
     *
     * @param kept nano-dollars of the whole batch's limit that are left to others
     */
    void claim(Batch batch, Share share, long kept) {
        Vendor vendor = share.vendor();
        Dispatch dispatch = Dispatch.claiming(
                        idOf(batch, vendor, share.tasks()),
                        batch.id(),
                        vendor.name(),
                        share.tasks().stream().map(Task::item).toList(),
                        clock.instant().plus(vendor.deadline()))
                .inPart(share.part());
        if (!reservations.open(batch, vendor, dispatch, share.labels(), kept)) {
            return;
        }
        dispatches
                .get(dispatch.id())
                .filter(stored -> stored.state() == Dispatch.State.CLAIMING)
                .ifPresent(stored -> complete(batch, stored));
    }

    /** Does the steps of a dispatch that come after its row. */
    void complete(Batch batch, Dispatch dispatch) {
        Vendor vendor = batch.settings().vendor(dispatch.vendor()).orElseThrow();
        List<Task> got = InParallel.map(dispatch.items(), item -> claimed(batch, vendor, dispatch, item)).stream()
                .flatMap(Optional::stream)
                .filter(task -> task.claimOf(dispatch.id()).isPresent())
                .sorted(Comparator.comparing(task -> shuffled(dispatch, task)))
                .toList();
        if (got.isEmpty()) {
            reservations.settle(batch, dispatch.id());
            // No task leads to it, so that totals counted anew would miss its money: that rides on the next row.
            dispatches.replace(
                    dispatch, dispatch.delivered(List.of(), 0, Spend.NONE).closed(0, Spend.NONE));
            return;
        }
        long owed = got.stream()
                .mapToLong(task -> task.claimOf(dispatch.id()).orElseThrow().labels())
                .sum();
        reservations.cut(batch, vendor, dispatch.id(), owed);
        if (handovers.of(vendor).begin(batch, vendor, dispatch, got, owed)) {
            events.add(batch.settings().project(), Metric.DISPATCH_FILES, 1);
            events.add(batch.settings().project(), Metric.DISPATCH_TASKS, got.size());
        }
    }

    /**
     * Claims a task once. A dispatch that is taken up again may find that its task has been answered and waits anew: what
     * it then needs is another dispatch's.
     */
    private Optional<Task> claimed(Batch batch, Vendor vendor, Dispatch dispatch, String item) {
        return tasks.update(batch.id(), item, batch.settings().slices(), task -> {
            boolean free =
                    task.need().filter(need -> need.tier() == vendor.tier()).isPresent();
            return free
                            && Eligibility.mayHave(task, vendor)
                            && task.claimOf(dispatch.id()).isEmpty()
                    ? task.claim(
                            dispatch.id(),
                            vendor,
                            dispatch.most(item),
                            Optional.of(dispatch.deadline().minus(vendor.deadline())))
                    : task;
        });
    }

    /** The place of a task in its file says nothing about its priority or purpose. */
    private static String shuffled(Dispatch dispatch, Task task) {
        return HexFormat.of().formatHex(sha256(dispatch.id() + "\n" + task.item()));
    }

    /** The same tasks in the same versions for the same vendor are the same dispatch. */
    private static String idOf(Batch batch, Vendor vendor, List<Task> share) {
        StringBuilder content = new StringBuilder(batch.id()).append('\n').append(vendor.name());
        share.forEach(
                task -> content.append('\n').append(task.item()).append('\n').append(task.version()));
        return "d-" + HexFormat.of().formatHex(sha256(content.toString()), 0, ID_BYTES);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
