package dev.labelmill.local.stack;

import dev.labelmill.local.cloud.stream.Redelivery;
import java.util.SplittableRandom;

/**
 * What goes wrong in a test's house, seeded.
 *
 * @param throttled  share of service calls answered with a throttling error, after which the SDK tries again
 * @param crashed    chance of a crash right before, and of one right after, each write; if it is more than 0, each place
 *     that writes sees one of both in any case
 * @param doubled    chance that a message sent to a queue is sent twice
 * @param delayed    whether messages arrive in another order than they were sent
 * @param redelivered chance that a stream delivery comes again, whole or in part
 * @param splits     number of times a stream shard is split while the batch runs
 */
record Faults(
        long seed, double throttled, double crashed, double doubled, boolean delayed, double redelivered, int splits) {

    /** Nothing goes wrong. */
    static Faults none() {
        return new Faults(0, 0, 0, 0, false, 0, 0);
    }

    Redelivery redelivery() {
        return redelivered == 0 ? Redelivery.none() : Redelivery.seeded(seed, redelivered);
    }

    SplittableRandom random(String purpose) {
        return new SplittableRandom(seed * 31 + purpose.hashCode());
    }
}
