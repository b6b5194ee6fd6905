package dev.labelmill.core.agreement;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Krippendorff's alpha of labels that are numbers with too many different values to be classes. Intervals are those of
 * {@link Agreement}.
 */
public final class NumberAgreement {

    private final double[][] units;
    private final double confidence;

    private NumberAgreement(double[][] units, double confidence) {
        this.units = units;
        this.confidence = confidence;
    }

    /**
     * Measures.
     *
     * @param units      the numbers given to each unit; units with fewer than two are left out
     * @param confidence of the intervals, in (0, 1)
     * @throws IllegalArgumentException if a number is not finite or the confidence out of range
     */
    public static NumberAgreement of(Collection<double[]> units, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), not " + confidence);
        }
        double[][] paired = units.stream().filter(unit -> unit.length > 1).toArray(double[][]::new);
        if (!Arrays.stream(paired).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("numbers must be finite");
        }
        return new NumberAgreement(paired, confidence);
    }

    /** With the interval metric, (a - b)². */
    public Coefficient alphaInterval() {
        return alphaOfSquares(units);
    }

    /**
     * With the ordinal metric: squared distances of mean ranks among all numbers. The interval takes the ranks as given.
     */
    public Coefficient alphaOrdinal() {
        double[] sorted = sorted();
        return alphaOfSquares(Arrays.stream(units)
                .map(unit -> Arrays.stream(unit)
                        .map(value -> twiceMeanRank(sorted, value))
                        .toArray())
                .toArray(double[][]::new));
    }

    /**
     * With the ratio metric, ((a - b) / (a + b))², 0 between two zeros; of many numbers a draw, as
     * {@link DistanceAgreement} does.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Coefficient alphaRatio(long seed) {
        double[] sorted = sorted();
        if (sorted.length > 0 && sorted[0] < 0) {
            throw new IllegalArgumentException("the ratio metric needs amounts of at least 0, not " + sorted[0]);
        }
        List<List<Double>> lists = Arrays.stream(units)
                .map(unit -> Arrays.stream(unit).boxed().toList())
                .toList();
        return DistanceAgreement.of(lists, NumberAgreement::ratio, confidence, seed)
                .alpha();
    }

    private static double ratio(double one, double other) {
        double root = one == other ? 0 : (one - other) / (one + other);
        return root * root;
    }

    private double[] sorted() {
        return Arrays.stream(units).flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    /** A whole number; alpha is the same on every scale. */
    private static long twiceMeanRank(double[] sorted, double value) {
        return (long) below(sorted, value) + below(sorted, Math.nextUp(value));
    }

    /** How many numbers are less than a value. */
    private static int below(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Exact if all values are alike, so that they have no variance. */
    private static double mean(double[][] values, double labels) {
        double origin = labels > 0 ? values[0][0] : 0;
        return origin
                + Arrays.stream(values)
                        .flatMapToDouble(Arrays::stream)
                        .map(v -> (v - origin) / labels)
                        .sum();
    }

    /** By moments, since Σ_j (v_i - v_j)² = n v_i² + Σ v² once the mean is 0. */
    private Coefficient alphaOfSquares(double[][] values) {
        double labels = Arrays.stream(values).mapToDouble(unit -> unit.length).sum();
        double mean = mean(values, labels);
        double squares = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(v -> (v - mean) * (v - mean))
                .sum();
        int[] sizes = new int[values.length];
        double[] within = new double[values.length];
        double[] remoteness = new double[values.length];
        for (int u = 0; u < values.length; u++) {
            sizes[u] = values[u].length;
            double sum = 0;
            double ownSquares = 0;
            for (double value : values[u]) {
                sum += value - mean;
                ownSquares += (value - mean) * (value - mean);
            }
            within[u] = Math.max(0, sizes[u] * ownSquares - sum * sum);
            remoteness[u] = (labels * ownSquares + sizes[u] * squares) / (labels - 1);
        }
        return new DistanceSums(sizes, within, remoteness).alpha(confidence);
    }
}
