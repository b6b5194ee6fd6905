package dev.labelmill.core.calibration;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How confident a labeler was, and how right on the items whose answer is known: integers only, so that the counts of
 * chunks add up exactly in any order. Confidence is the labeler's own probability of its best class, before any
 * scaling. Immutable; built by a {@link Builder}.
 *
 * <p>Per bin of {@link ConfidenceBins}: all items, the calibration items among them, and those of these that the
 * labeler got wrong. Per temperature of {@link Temperature}: the calibration items' summed loss in micro-nats.
 */
public final class CalibrationCounts {

    /** Nothing counted. */
    public static final CalibrationCounts EMPTY = new Builder().build();

    private static final String ITEMS = "bin";
    private static final String CALIBRATION = "gold";
    private static final String ERRORS = "wrong";
    private static final String LOSSES = "nats";

    private final long[] items;
    private final long[] calibration;
    private final long[] errors;
    private final long[] losses;

    private CalibrationCounts(long[] items, long[] calibration, long[] errors, long[] losses) {
        this.items = items;
        this.calibration = calibration;
        this.errors = errors;
        this.losses = losses;
    }

    /**
     * Reads counters back.
     *
     * @param counters by the names of {@link #asCounters}; other names are left out
     */
    public static CalibrationCounts of(Map<String, Long> counters) {
        return new CalibrationCounts(
                read(counters, ITEMS, ConfidenceBins.COUNT),
                read(counters, CALIBRATION, ConfidenceBins.COUNT),
                read(counters, ERRORS, ConfidenceBins.COUNT),
                read(counters, LOSSES, Temperature.COUNT));
    }

    /**
     * The counters by name, those that are 0 left out: {@code bin.n} items, {@code gold.n} calibration items and
     * {@code wrong.n} errors of bin n, {@code nats.i} the loss at temperature i.
     */
    public SortedMap<String, Long> asCounters() {
        SortedMap<String, Long> counters = new TreeMap<>();
        write(counters, ITEMS, items);
        write(counters, CALIBRATION, calibration);
        write(counters, ERRORS, errors);
        write(counters, LOSSES, losses);
        return counters;
    }

    /** The sum of both. */
    public CalibrationCounts plus(CalibrationCounts other) {
        return new CalibrationCounts(
                sum(items, other.items),
                sum(calibration, other.calibration),
                sum(errors, other.errors),
                sum(losses, other.losses));
    }

    /** These counts without some that are among them. */
    public CalibrationCounts minus(CalibrationCounts part) {
        return new CalibrationCounts(
                difference(items, part.items),
                difference(calibration, part.calibration),
                difference(errors, part.errors),
                difference(losses, part.losses));
    }

    /**
     * These counts without the items below a bin. The losses stay those of all calibration items.
     *
     * @param lowest the lowest bin that is kept
     */
    public CalibrationCounts from(int lowest) {
        return new CalibrationCounts(above(items, lowest), above(calibration, lowest), above(errors, lowest), losses);
    }

    /** Items of a bin, calibration items included. */
    public long items(int bin) {
        return items[bin];
    }

    /** Calibration items of a bin. */
    public long calibrationItems(int bin) {
        return calibration[bin];
    }

    /** Calibration items of a bin that the labeler got wrong. */
    public long calibrationErrors(int bin) {
        return errors[bin];
    }

    /** All items. */
    public long items() {
        return Arrays.stream(items).sum();
    }

    /** All calibration items. */
    public long calibrationItems() {
        return Arrays.stream(calibration).sum();
    }

    /** The temperature that fits the calibration items best; 1 without any. */
    public double temperature() {
        return Temperature.best(losses, calibrationItems());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CalibrationCounts that
                && Arrays.equals(items, that.items)
                && Arrays.equals(calibration, that.calibration)
                && Arrays.equals(errors, that.errors)
                && Arrays.equals(losses, that.losses);
    }

    @Override
    public int hashCode() {
        return asCounters().hashCode();
    }

    @Override
    public String toString() {
        return "CalibrationCounts" + asCounters();
    }

    private static long[] read(Map<String, Long> counters, String kind, int length) {
        long[] counts = new long[length];
        for (int i = 0; i < length; i++) {
            counts[i] = counters.getOrDefault(kind + "." + i, 0L);
        }
        return counts;
    }

    private static void write(Map<String, Long> counters, String kind, long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                counters.put(kind + "." + i, counts[i]);
            }
        }
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = new long[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(one[i], other[i]);
        }
        return sum;
    }

    private static long[] difference(long[] whole, long[] part) {
        long[] rest = new long[whole.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.subtractExact(whole[i], part[i]);
        }
        return rest;
    }

    private static long[] above(long[] counts, int lowest) {
        long[] above = new long[counts.length];
        System.arraycopy(counts, lowest, above, lowest, counts.length - lowest);
        return above;
    }

    /** Counts item by item. */
    public static final class Builder {

        private final long[] items = new long[ConfidenceBins.COUNT];
        private final long[] calibration = new long[ConfidenceBins.COUNT];
        private final long[] errors = new long[ConfidenceBins.COUNT];
        private final long[] losses = new long[Temperature.COUNT];

        /** Counts an item; a calibration item among all items too. */
        public Builder add(Observation item) {
            return add(item, 1);
        }

        /**
         * Counts items of which the same was observed.
         *
         * @param number may be negative: then they are taken out again
         */
        public Builder add(Observation item, long number) {
            items[item.bin()] += number;
            if (item.known()) {
                calibration[item.bin()] += number;
                errors[item.bin()] += item.wrong() ? number : 0;
                for (int i = 0; i < losses.length; i++) {
                    losses[i] += item.losses()[i] * number;
                }
            }
            return this;
        }

        /** Counts an item whose answer is not known: {@link Observation#of(double[])}. */
        public Builder add(double[] probabilities) {
            return add(Observation.of(probabilities));
        }

        /** Counts a calibration item, among all items too: {@link Observation#of(double[], int)}. */
        public Builder addCalibration(double[] probabilities, int truth) {
            return add(Observation.of(probabilities, truth));
        }

        /** What was counted so far. */
        public CalibrationCounts build() {
            return new CalibrationCounts(items.clone(), calibration.clone(), errors.clone(), losses.clone());
        }
    }
}
