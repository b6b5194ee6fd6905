package dev.labelmill.core.training;

/**
 * A mean over examples with its interval of 95 % confidence.
 *
 * @param value the weighted mean
 * @param low   lower end of the interval
 * @param high  upper end of the interval
 */
public record Measured(double value, double low, double high) {

    private static final double Z = 1.959964;

    /**
     * A share, with the score interval (Wilson, Journal of the American Statistical Association 22, 1927), which has a width
     * where all are right, too. Weighted examples count as {@code (Σw)²/Σw²} equal ones (Kish, Survey Sampling, 1965).
     *
     * @param right   how probable it is that the example is one that counts, in [0,1]
     * @param weights above 0, at least one
     */
    static Measured share(double[] right, double[] weights) {
        double sum = 0;
        double weight = 0;
        double squares = 0;
        for (int i = 0; i < right.length; i++) {
            sum += weights[i] * right[i];
            weight += weights[i];
            squares += weights[i] * weights[i];
        }
        double share = Math.min(1, sum / weight);
        double n = weight * weight / squares;
        double z2 = Z * Z / n;
        double middle = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n));
        return new Measured(
                share, Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half)));
    }

    /**
     * A mean of what has no upper limit, by the normal approximation.
     *
     * @param values  at least 0; the interval goes no lower either
     * @param weights above 0, at least one
     */
    static Measured mean(double[] values, double[] weights) {
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
        return new Measured(mean, Math.max(0, mean - half), mean + half);
    }
}
