package dev.labelmill.core.budget;

/**
 * What one look at the waiting tasks may still spend, in nano-dollars. Whoever is served takes from it; a task that it does
 * not pay for is passed over, so that the last dollar goes to the first ones in the dispatch order that it pays for. It
 * only keeps requests sensible: that no limit is overrun is the reservations' business. Not thread-safe.
 */
public final class Purse {

    private long left;
    private long today;

    /**
     * @param left  what the limit of the whole batch leaves, not negative; {@link Long#MAX_VALUE} where there is none
     * @param today what that of the day leaves, likewise
     */
    public Purse(long left, long today) {
        this.left = left;
        this.today = today;
    }

    /** For a batch without limits. */
    public static Purse endless() {
        return new Purse(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** What is left for those who leave so much of the whole batch's to others. */
    public Purse keeping(long kept) {
        return new Purse(left == Long.MAX_VALUE ? left : Math.max(0, left - kept), today);
    }

    /** Whether it pays for labels, of which each can cost that much. */
    public boolean pays(long mostPerLabel, long labels) {
        return pays(mostPerLabel, labels, 0);
    }

    /** Whether it pays for labels, of which each can cost that much, and the whole batch's limit for something beside them. */
    public boolean pays(long mostPerLabel, long labels, long beside) {
        return left >= beside
                && (mostPerLabel == 0 || labels <= today / mostPerLabel && labels <= (left - beside) / mostPerLabel);
    }

    /** The same as if nothing of the day's limit had been used. */
    public boolean paysAnotherDay(long mostPerLabel, long labels, long beside) {
        return new Purse(left, Long.MAX_VALUE).pays(mostPerLabel, labels, beside);
    }

    /** Spends what {@link #pays} allowed. */
    public void take(long mostPerLabel, long labels, long beside) {
        left = left == Long.MAX_VALUE ? left : Math.max(0, left - mostPerLabel * labels - beside);
        today = today == Long.MAX_VALUE ? today : today - mostPerLabel * labels;
    }
}
