package dev.labelmill.core.budget;

/** Shares of a limit that its owner is told of, each once. */
public enum Threshold {
    HALF(50),
    MOST(80),
    ALL(100);

    private final int percent;

    Threshold(int percent) {
        this.percent = percent;
    }

    /** In hundredths of the limit. */
    public int percent() {
        return percent;
    }

    /**
     * The highest that is reached, in percent; 0 if none is.
     *
     * @param committed that counts against the limit
     * @param limit     above 0
     */
    public static int reached(long committed, long limit) {
        int highest = 0;
        for (Threshold threshold : values()) {
            if (committed >= part(limit, threshold.percent)) {
                highest = threshold.percent;
            }
        }
        return highest;
    }

    /** That share of an amount, rounded up. */
    private static long part(long amount, int percent) {
        long whole = amount / 100 * percent;
        return whole + (amount % 100 * percent + 99) / 100;
    }
}
