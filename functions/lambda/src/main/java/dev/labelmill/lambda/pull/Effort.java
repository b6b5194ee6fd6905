package dev.labelmill.lambda.pull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What one request may still cost, whatever it finds: it is to be answered well within its function's time. Pages are bounded
 * by {@link Candidates} itself.
 */
final class Effort {

    /** Tasks that are read one by one. Twenty is what a request asks for at most. */
    private static final int MOST_LOOKS = 200;

    /** Entries of the index that are put right by the way. */
    private static final int MOST_REPAIRS = 50;

    /** A third of the function's time: what is found has to be written and told as well. */
    private static final Duration MOST_TIME = Duration.ofSeconds(7);

    private final InstantSource clock;
    private final Instant until;
    private int looks = MOST_LOOKS;
    private int repairs = MOST_REPAIRS;

    Effort(InstantSource clock) {
        this.clock = clock;
        this.until = clock.instant().plus(MOST_TIME);
    }

    boolean isSpent() {
        return looks == 0 || !clock.instant().isBefore(until);
    }

    /** Counts a task that is read by itself. */
    void look() {
        looks--;
    }

    /** Whether an entry may be put right, which counts. */
    boolean repair() {
        if (repairs == 0) {
            return false;
        }
        repairs--;
        return true;
    }
}
