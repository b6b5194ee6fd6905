package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.store.CircuitStore;
import dev.labelmill.lambda.store.OpenDispatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Which vendors may be given work at all just now. */
public final class Doors {

    /** Labels of what a vendor is asked for while one call is to show whether its API answers again: one task's at least. */
    private static final long PROBE = 25;

    private final CircuitStore circuits;
    private final InstantSource clock;

    public Doors(CircuitStore circuits, InstantSource clock) {
        this.circuits = circuits;
        this.clock = clock;
    }

    /**
     * The most labels that vendors may be asked for now, by name; 0 closes a door, and vendors that are absent have no limit.
     *
     * @param open the batch's dispatches that are not closed
     */
    Map<String, Long> limits(Batch batch, List<OpenDispatch> open) {
        Map<String, Long> limits = new HashMap<>();
        for (Vendor vendor : batch.settings().vendors()) {
            limit(vendor, open).ifPresent(most -> limits.put(vendor.name(), most));
        }
        return limits;
    }

    private OptionalLong limit(Vendor vendor, List<OpenDispatch> open) {
        Instant now = clock.instant();
        if (!vendor.works(now)) {
            return OptionalLong.of(0);
        }
        if (vendor.delivery().way() != Delivery.Way.PUSH) {
            return OptionalLong.empty();
        }
        Circuit circuit = circuits.get(vendor.name());
        if (circuit.state() == Circuit.State.CLOSED) {
            return OptionalLong.empty();
        }
        boolean somethingToProbeWith =
                open.stream().anyMatch(d -> d.vendor().equals(vendor.name()) && d.state() == Dispatch.State.SENDING);
        return OptionalLong.of(circuit.admits(now) && !somethingToProbeWith ? PROBE : 0);
    }
}
