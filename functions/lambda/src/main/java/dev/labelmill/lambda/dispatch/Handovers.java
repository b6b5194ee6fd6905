package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LeaseStore;
import java.time.InstantSource;

/** The handover of each way of delivery. */
public final class Handovers {

    private final Handover outbox;
    private final Handover push;
    private final Handover pull;

    public Handovers(
            TaskFiles files,
            DispatchStore dispatches,
            LeaseStore leases,
            Meter meter,
            Pushes pushes,
            InstantSource clock) {
        outbox = new OutboxHandover(files, dispatches, meter);
        push = new PushHandover(files, dispatches, meter, pushes);
        pull = new PullHandover(leases, dispatches, meter, clock);
    }

    /** How tasks reach a vendor. */
    Handover of(Vendor vendor) {
        return switch (vendor.delivery().way()) {
            case OUTBOX -> outbox;
            case PUSH -> push;
            case PULL -> pull;
        };
    }
}
