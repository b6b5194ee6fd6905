package dev.labelmill.core.task;

import java.time.Instant;

/**
 * How often it was tried to hand a dispatch over, and how far that has got.
 *
 * @param made     how many attempts were begun
 * @param next     when the next may be made; while one runs, when it counts as lost
 * @param handed   how many of its tasks, the first ones, are with the vendor
 * @param doubtful how many of the others, the first ones, may be too, since an answer is missing
 */
public record Attempts(int made, Instant next, int handed, int doubtful) {

    /** In doubt are all, for all one knows. */
    private static final int ALL = Integer.MAX_VALUE;

    /** None so far, and the first at once. */
    public static final Attempts NONE = new Attempts(0, Instant.EPOCH, 0, 0);

    /** With one more under way: whatever it sends is in doubt until its end is written down. */
    Attempts begun(Instant lost) {
        return new Attempts(made + 1, lost, handed, ALL);
    }

    /** After that one. */
    Attempts over(Instant next, int handed, int doubtful) {
        return new Attempts(made, next, handed, doubtful);
    }
}
