package dev.labelmill.lambda.collect;

import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait for a vendor that does not answer: as it asks by Retry-After, else at random between half and all of ten
 * seconds that double with each try, up to fifteen minutes. A vendor that did not answer one errand is not asked for the others
 * meanwhile, by this environment. After four days an errand is given up, and fails like any message: SQS
 * sets it aside among the dead letters. Safe for use by several threads.
 */
final class Patience {

    /** From the first try in vain on. */
    static final Duration LONGEST = Duration.ofDays(4);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    /** From here on the limit holds anyway; a shift by more would overflow. */
    private static final int MAX_DOUBLINGS = 10;

    private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();

    /** Until when an errand has to wait; empty if it can be run. */
    Optional<Instant> holds(ErrandMessage message, Instant now) {
        Instant silent = silentUntil.getOrDefault(message.vendor(), Instant.MIN);
        return Optional.of(message.notBefore().filter(silent::isBefore).orElse(silent))
                .filter(now::isBefore);
    }

    /** The vendor answers again. */
    void answered(String vendor) {
        silentUntil.remove(vendor);
    }

    /**
     * What to send again after a try in vain.
     *
     * @throws VendorUnavailable the same, if it has been in vain for too long
     */
    ErrandMessage afterFailure(ErrandMessage message, VendorUnavailable failure, Instant now) {
        if (message.since().filter(since -> now.isAfter(since.plus(LONGEST))).isPresent()) {
            throw failure;
        }
        Instant again = now.plus(wait(message.tries(), failure.retryAfter()));
        silentUntil.put(message.vendor(), again);
        return message.triedInVain(now, again);
    }

    private static Duration wait(int tries, Optional<Duration> asked) {
        long most = Math.min(LIMIT.toMillis(), FIRST.toMillis() << Math.min(tries, MAX_DOUBLINGS));
        Duration own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        // A vendor that asks for years would never get an answer to its own webhook.
        return asked.map(wanted -> wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted)
                .filter(wanted -> wanted.compareTo(own) > 0)
                .orElse(own);
    }

    /** How long a message is hidden on its way: no longer than SQS can, after which it is put back again. */
    static Duration delay(ErrandMessage message, Instant now) {
        Duration left = Duration.between(now, message.notBefore().orElse(now));
        // A second more than needed: notBefore is sent in whole seconds, and must have passed.
        Duration delay = left.isNegative() ? Duration.ZERO : left.plusSeconds(1);
        return delay.compareTo(Queue.MAX_DELAY) > 0 ? Queue.MAX_DELAY : delay;
    }
}
