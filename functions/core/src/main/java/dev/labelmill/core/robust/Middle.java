package dev.labelmill.core.robust;

import java.util.Arrays;

/** How several people's numbers become one. */
public enum Middle {

    /** The weighted median: up to half of the weight may be anywhere without carrying it off. An even split gives the midpoint. */
    MEDIAN {
        @Override
        double checked(double[] values, double[] weights) {
            return WeightedMedian.of(values, weights);
        }
    },

    /** The weighted mean: the least variance where errors are small and even, and no guard against a wild number. */
    MEAN {
        @Override
        double checked(double[] values, double[] weights) {
            double total = Arrays.stream(weights).sum();
            double mean = 0;
            for (int i = 0; i < values.length; i++) {
                mean += values[i] * (weights[i] / total);
            }
            return within(mean, values);
        }
    };

    /**
     * The middle of numbers; between the least and the greatest of them, and for equal numbers just that number.
     *
     * @param values  finite, absolute values of at most 1e100, at least one
     * @param weights of the values, 1e-9 to 1e9, as many
     * @throws IllegalArgumentException if there are no values, or not as many weights
     */
    public double of(double[] values, double[] weights) {
        if (values.length == 0 || values.length != weights.length) {
            throw new IllegalArgumentException(
                    "a middle needs a value and a weight for each, not " + values.length + " and " + weights.length);
        }
        return checked(values, weights);
    }

    abstract double checked(double[] values, double[] weights);

    /** Rounding may carry a mean of equal numbers just past them. */
    private static double within(double mean, double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        return Math.min(greatest, Math.max(least, mean));
    }
}
