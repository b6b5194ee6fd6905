package dev.labelmill.core.budget;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What one dispatch may cost, and has cost. Until it is settled all that was set aside for it counts against the limits,
 * whatever of it is spent; from then on what is spent does. Immutable; money in nano-dollars.
 *
 * @param day      the UTC day that its money counts on: the day it was set aside, whenever it is spent
 * @param nanos    set aside: the most that all labels it asked for can cost, or what those that came do if that is more
 * @param owed     how many labels that pays for
 * @param spent    price of the labels that have come for it and stand
 * @param labels   how many these are
 * @param settled  whether nothing is set aside for it any more
 * @param version  of the stored row; 0 before it is stored
 */
public record Reservation(
        String batch,
        String dispatch,
        LocalDate day,
        long nanos,
        long owed,
        long spent,
        long labels,
        boolean settled,
        long version) {

    /** @throws IllegalArgumentException if an amount is negative */
    public Reservation {
        Objects.requireNonNull(day, "day");
        if (nanos < 0 || owed < 0 || spent < 0 || labels < 0) {
            throw new IllegalArgumentException("dispatch " + dispatch + " cannot have " + nanos + " set aside for "
                    + owed + " labels, and " + spent + " spent on " + labels);
        }
    }

    /** The most that labels can cost, set aside. @throws ArithmeticException if that is beyond what a long holds */
    public static Reservation of(String batch, String dispatch, LocalDate day, long mostPerLabel, long labels) {
        return new Reservation(batch, dispatch, day, Math.multiplyExact(mostPerLabel, labels), labels, 0, 0, false, 0);
    }

    /** What counts against the limits for it. */
    public long committed() {
        return settled ? spent : nanos;
    }

    /** What of that is set aside and may come back. */
    public long held() {
        return settled ? 0 : nanos;
    }

    /** Whether every label that it asked for has come. */
    public boolean isAnswered() {
        return labels >= owed;
    }

    /**
     * For fewer labels, because not all tasks were to be had; this very one if it is settled or for no more than that.
     *
     * @param mostPerLabel the most that each can cost
     */
    public Reservation cut(long mostPerLabel, long to) {
        return settled || to >= owed
                ? this
                : new Reservation(
                        batch, dispatch, day, Math.multiplyExact(mostPerLabel, to), to, spent, labels, false, version);
    }

    /**
     * With what a label row's change costs: the price of a label that has come, less that of the one it takes the place of.
     * Where labels cost more than was set aside, as a task may have wanted one more by the time it was claimed, what they
     * cost is set aside.
     *
     * @param more      nano-dollars, negative if a label was taken back or has become cheaper
     * @param moreLabels 1, 0 or -1
     */
    public Reservation book(long more, long moreLabels) {
        if (more == 0 && moreLabels == 0) {
            return this;
        }
        long all = Math.addExact(spent, more);
        return new Reservation(
                batch,
                dispatch,
                day,
                settled ? nanos : Math.max(nanos, all),
                owed,
                all,
                labels + moreLabels,
                settled,
                version);
    }

    /** With nothing set aside any more: what it has cost is known. */
    public Reservation settle() {
        return settled ? this : new Reservation(batch, dispatch, day, nanos, owed, spent, labels, true, version);
    }

    /** The same under the next version, as it is to be stored. */
    public Reservation nextVersion() {
        return new Reservation(batch, dispatch, day, nanos, owed, spent, labels, settled, version + 1);
    }
}
