package dev.labelmill.local.stack;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the local cloud differs from what is deployed, apart from its addresses: nobody at a laptop waits a minute for each
 * tick, or a quarter of an hour for what a killed process held.
 *
 * @param minute how long a minute of the schedules is
 * @param longest time limit of a call, and for which a message that was received is hidden, where the deployment has more
 * @param maxReceives how often a message is tried, instead of the deployment's number
 */
record Pace(Duration minute, Duration longest, OptionalInt maxReceives) {

    /** A second for a minute. */
    static Pace quick() {
        return new Pace(Duration.ofSeconds(1), Duration.ofSeconds(60), OptionalInt.empty());
    }

    /** A schedule's period. */
    Duration period(Duration deployed) {
        return minute.multipliedBy(deployed.toMinutes());
    }

    /** A time limit. */
    Duration limit(Duration deployed) {
        return deployed.compareTo(longest) < 0 ? deployed : longest;
    }
}
