package dev.labelmill.local.stack;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the local cloud differs from what is deployed, apart from its addresses: nobody at a laptop waits a minute for each
 * tick, or a quarter of an hour for what a killed process held.
 *
 * @param minute how long a minute of the schedules is
 * @param longest time limit of every call: a machine that does much else is slower than Lambda, and a process that is killed for
 *                it starts cold and is slower still; also for how long at most a message that was received is hidden
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

    /** For how long a message that was received is hidden. */
    Duration hidden(Duration deployed) {
        return deployed.compareTo(longest) < 0 ? deployed : longest;
    }
}
