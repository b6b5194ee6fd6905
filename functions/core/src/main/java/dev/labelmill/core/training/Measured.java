package dev.labelmill.core.training;

/**
 * A mean over examples with its interval of 95 % confidence, by the normal approximation.
 *
 * @param value the weighted mean
 * @param low   lower end of the interval
 * @param high  upper end of the interval
 */
public record Measured(double value, double low, double high) {

    private static final double Z = 1.959964;

    /**
     * @param weights above 0, at least one
     * @param least   of what a value can be; the interval goes no lower
     * @param most    of what a value can be; the interval goes no higher
     */
    static Measured mean(double[] values, double[] weights, double least, double most) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            weight += weights[i];
        }
        double mean = sum / weight;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += Math.pow(weights[i] / weight * (values[i] - mean), 2);
        }
        double half = Z * Math.sqrt(squares);
        return new Measured(mean, Math.max(least, mean - half), Math.min(most, mean + half));
    }
}
