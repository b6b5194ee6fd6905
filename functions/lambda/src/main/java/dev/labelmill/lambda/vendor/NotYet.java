package dev.labelmill.lambda.vendor;

import java.time.Duration;

/**
 * A vendor has taken what it was sent and is still working on it: sending the same again later tells how that went. Its API is well,
 * so that this is no failure of it. The message holds no address and no secret.
 */
public final class NotYet extends RuntimeException {

    private final transient Duration after;

    /** @param after the shortest time after which asking again is of use */
    public NotYet(String sentence, Duration after) {
        super(sentence);
        this.after = after;
    }

    /** The shortest time after which asking again is of use. */
    public Duration after() {
        return after;
    }
}
