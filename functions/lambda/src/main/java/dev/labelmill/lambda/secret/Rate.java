package dev.labelmill.lambda.secret;

/**
 * How many proven deliveries of a vendor one execution environment takes. The limit is each environment's own: the
 * deployment takes up to as many times that as environments run.
 *
 * @param perSecond sustained, 1 to {@value #MOST}
 * @param burst     at once after a quiet time, 1 to {@value #MOST}
 */
public record Rate(int perSecond, int burst) {
    /** Largest of either. */
    public static final int MOST = 100_000;
    /**
     * Where a vendor's entry states none: above what an environment that stores what it is sent can reach, so it holds
     * back nobody but a sender that loops.
     */
    public static final Rate DEFAULT = new Rate(1_000, 2_000);

    /**
     * @throws IllegalArgumentException when either is out of range
     */
    public Rate {
        if (perSecond < 1 || perSecond > MOST || burst < 1 || burst > MOST) {
            throw new IllegalArgumentException("perSecond and burst must be between 1 and " + MOST);
        }
    }
}
