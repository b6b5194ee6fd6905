package dev.labelmill.local.telemetry;

import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one metric in one period, so that every statistic can be told. Not thread-safe.
 *
 * <p>Values are kept one by one up to {@value #MAX_VALUES} different ones; more are put together in bins one percent wide,
 * which bounds memory and is what percentiles then are exact to. Sum, count, minimum and maximum are exact always.
 */
final class Distribution {

    static final int MAX_VALUES = 150;

    private static final double BIN = Math.log(1.01);

    private final TreeMap<Double, Double> counts = new TreeMap<>();
    private double sum;
    private double count;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    void add(double value, double times) {
        sum += value * times;
        count += times;
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        counts.merge(value, times, Double::sum);
        if (counts.size() > MAX_VALUES) {
            coarsen();
        }
    }

    void add(Distribution other) {
        sum += other.sum;
        count += other.count;
        minimum = Math.min(minimum, other.minimum);
        maximum = Math.max(maximum, other.maximum);
        other.counts.forEach((value, times) -> counts.merge(value, times, Double::sum));
        if (counts.size() > MAX_VALUES) {
            coarsen();
        }
    }

    double sum() {
        return sum;
    }

    double count() {
        return count;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    /**
     * The smallest value that at least {@code percent} of all values do not exceed (nearest rank).
     *
     * @param percent above 0, at most 100
     */
    double percentile(double percent) {
        double rank = count * percent / 100;
        double seen = 0;
        for (Map.Entry<Double, Double> entry : counts.entrySet()) {
            seen += entry.getValue();
            // The rank is a product of doubles: 95 % of 20 may be a hair more than 19.
            if (seen >= rank - 1e-9 * count) {
                return Math.min(maximum, Math.max(minimum, entry.getKey()));
            }
        }
        return maximum;
    }

    private void coarsen() {
        Map<Double, Double> fine = new TreeMap<>(counts);
        counts.clear();
        fine.forEach((value, times) -> counts.merge(binned(value), times, Double::sum));
    }

    private static double binned(double value) {
        if (value == 0) {
            return 0;
        }
        return Math.signum(value) * Math.exp(Math.rint(Math.log(Math.abs(value)) / BIN) * BIN);
    }
}
