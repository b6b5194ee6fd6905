package dev.labelmill.lambda.prelabel.hosted;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long an invocation may still ask a hosted model: what is answered has to be stored before the function is stopped. */
public final class AskingTime {

    /** Kept back for storing a page and its money, and for what Lambda's clock is ahead. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final Instant end;
    private final Instant over;
    private final Duration whole;

    private AskingTime(InstantSource clock, Instant start, Duration timeout) {
        this.clock = clock;
        this.end = start.plus(timeout);
        Duration half = timeout.dividedBy(2);
        this.whole = timeout.minus(RESERVE.compareTo(half) < 0 ? RESERVE : half);
        this.over = start.plus(whole);
    }

    /**
     * Of an invocation that begins now.
     *
     * @param timeout after which the function is stopped
     */
    public static AskingTime begin(InstantSource clock, Duration timeout) {
        return new AskingTime(clock, clock.instant(), timeout);
    }

    /** When the invocation is over for certain. */
    public Instant end() {
        return end;
    }

    /** What is left of it; zero once it is over. */
    Duration left() {
        Duration left = Duration.between(clock.instant(), over);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether a call may begin: one attempt fits. Where none ever would, calls begin in the first half, and are cut off. */
    boolean fits(Duration attempt) {
        Duration half = whole.dividedBy(2);
        return left().compareTo(attempt.compareTo(half) < 0 ? attempt : half) >= 0;
    }
}
