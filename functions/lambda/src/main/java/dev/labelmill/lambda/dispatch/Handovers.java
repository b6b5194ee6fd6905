package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.store.DispatchStore;

/** The handover of each way of delivery. */
public final class Handovers {

    private final Handover outbox;
    private final Handover push;

    public Handovers(TaskFiles files, DispatchStore dispatches, Meter meter, Pushes pushes) {
        outbox = new OutboxHandover(files, dispatches, meter);
        push = new PushHandover(files, dispatches, meter, pushes);
    }

    /** How tasks reach a vendor. */
    Handover of(Vendor vendor) {
        return switch (vendor.delivery().way()) {
            case OUTBOX, PULL -> outbox;
            case PUSH -> push;
        };
    }
}
