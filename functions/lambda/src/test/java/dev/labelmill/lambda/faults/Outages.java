package dev.labelmill.lambda.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Which vendors neither take nor send anything for an hour. Safe for use by several threads. */
final class Outages {

    private final FaultPlan plan;
    private final InstantSource clock;
    private final Map<String, Instant> down = new HashMap<>();

    Outages(FaultPlan plan, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Whether a vendor is there; its outage may begin here. */
    synchronized boolean isUp(String vendor) {
        if (plan.strikes(FaultKind.VENDOR_DOWN)) {
            down.put(vendor, clock.instant().plus(Duration.ofHours(1)));
        }
        return !isDown(vendor);
    }

    /** Whether it is not there. */
    synchronized boolean isDown(String vendor) {
        return down.getOrDefault(vendor, Instant.MIN).isAfter(clock.instant());
    }
}
