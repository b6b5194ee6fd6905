package dev.labelmill.lambda.collect;

import dev.labelmill.lambda.payload.Errand;
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
 * seconds that double with each try, up to fifteen minutes. A vendor that asked to be left alone, or has failed different
 * errands one after the other, is not asked for the others either for a while, by this environment; one errand that fails
 * again and again holds no other up. After four days an errand is given up, and fails like any message: SQS sets it aside among
 * the dead letters. Safe for use by several threads.
 */
final class Patience {

    /** From the first try in vain on. */
    static final Duration LONGEST = Duration.ofDays(4);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    /** Longest that errands wait for what others met with. Each waits for as long as it is told itself. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** From here on the limit holds anyway; a shift by more would overflow. */
    private static final int MAX_DOUBLINGS = 10;

    private final Map<String, Silence> silences = new ConcurrentHashMap<>();

    /**
     * What is known of a vendor that has not answered.
     *
     * @param errand  the last that failed
     * @param errands how many have failed one after the other since the vendor answered last, an errand that failed twice running
     *                 counted once
     * @param until   when it may be asked for other errands
     */
    private record Silence(Errand errand, int errands, Instant until) {}

    /** Until when an errand has to wait; empty if it can be run. */
    Optional<Instant> holds(ErrandMessage message, Instant now) {
        Silence silence = silences.get(message.vendor());
        Instant silent = silence == null ? Instant.MIN : silence.until();
        return Optional.of(message.notBefore().filter(silent::isBefore).orElse(silent))
                .filter(now::isBefore);
    }

    /** The vendor answers again. */
    void answered(String vendor) {
        silences.remove(vendor);
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
        silences.compute(
                message.vendor(), (vendor, before) -> after(before, message.errand(), failure.retryAfter(), now));
        return message.triedInVain(now, again);
    }

    private static Silence after(Silence before, Errand failed, Optional<Duration> asked, Instant now) {
        if (before == null) {
            return new Silence(failed, 1, now.plus(silence(1, asked)));
        }
        int errands = before.errands() + (isSame(before.errand(), failed) ? 0 : 1);
        Instant until = now.plus(silence(errands, asked));
        return new Silence(failed, errands, until.isAfter(before.until()) ? until : before.until());
    }

    private static boolean isSame(Errand one, Errand other) {
        return one.kind().equals(other.kind()) && one.id().equals(other.id());
    }

    /** One errand may fail by itself, so that nothing follows for others; the vendor's own wish is meant for all. */
    private static Duration silence(int errands, Optional<Duration> asked) {
        Duration ours = errands == 1 ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(errands - 2, MAX_DOUBLINGS));
        Duration wanted = asked.filter(wish -> wish.compareTo(ours) > 0).orElse(ours);
        return wanted.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : wanted;
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
