package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LeaseStore;
import java.time.InstantSource;
import java.util.List;

/** Lays tasks where the vendor's annotators get them one by one, as they ask. */
final class PullHandover implements Handover {

    private final LeaseStore leases;
    private final DispatchStore dispatches;
    private final Meter meter;
    private final InstantSource clock;

    PullHandover(LeaseStore leases, DispatchStore dispatches, Meter meter, InstantSource clock) {
        this.leases = leases;
        this.dispatches = dispatches;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public boolean begin(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> got, long owed) {
        InParallel.each(got, task -> leases.offer(slots(vendor, dispatch, task), clock.instant()));
        List<String> items = got.stream().map(Task::item).toList();
        return meter.charge(
                Claims.FUNCTION, spent -> dispatches.replace(dispatch, dispatch.delivered(items, owed, spent)));
    }

    private static Slots slots(Vendor vendor, Dispatch dispatch, Task task) {
        Claim claim = task.claimOf(dispatch.id()).orElseThrow();
        return Slots.of(
                task.batch(),
                task.item(),
                vendor.name(),
                dispatch.id(),
                claim.labels(),
                claim.purpose() == Purpose.GOLD,
                task.priority(),
                dispatch.deadline());
    }
}
