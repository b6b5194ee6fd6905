package dev.labelmill.core.budget;

/**
 * What one look at the waiting tasks may still spend, in nano-dollars. Whoever is served takes from it; a task that it does
 * not pay for is passed over, so that the last dollar goes to the first ones in the dispatch order that it pays for. It
 * only keeps requests sensible: that no limit is overrun is the reservations' business. Not thread-safe.
 */
public final class Purse {

    private long left;

    /** @param left what the limits leave, not negative; {@link Long#MAX_VALUE} where there are none */
    public Purse(long left) {
        this.left = left;
    }

    /** For a batch without limits. */
    public static Purse endless() {
        return new Purse(Long.MAX_VALUE);
    }

    /** Whether it pays for labels, of which each can cost that much. */
    public boolean pays(long mostPerLabel, long labels) {
        return mostPerLabel == 0 || labels <= left / mostPerLabel;
    }

    /** Spends what {@link #pays} allowed. */
    public void take(long mostPerLabel, long labels) {
        left = left == Long.MAX_VALUE ? left : left - mostPerLabel * labels;
    }
}
