package dev.labelmill.core.task;

import java.time.Instant;

/**
 * How often it was tried to hand a dispatch over.
 *
 * @param made how many attempts were begun
 * @param next when the next may be made; while one runs, when it counts as lost
 */
public record Attempts(int made, Instant next) {

    /** None so far, and the first at once. */
    public static final Attempts NONE = new Attempts(0, Instant.EPOCH);
}
