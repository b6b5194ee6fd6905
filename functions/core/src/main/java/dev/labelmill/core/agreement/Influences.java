package dev.labelmill.core.agreement;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much each unit moved a coefficient, for an interval by linearisation: the coefficient is replaced by its first
 * derivative in the units' contributions, whose variance is n / (n - 1) Σ (x_u - mean)² (Gwet, Handbook of Inter-Rater
 * Reliability, 4th ed., 2014, ch. 5; for kappa Fleiss, Cohen and Everitt 1969), and the interval is value ± t · √variance
 * with Student's t of n - 1 degrees of freedom. Units are what is drawn at random, raters and classes are given. Only how
 * influences differ counts: a part that all units share may be left out.
 */
final class Influences {

    private long units;
    private double sum;
    /** Σ (x_u - mean)², updated as in Youngs and Cramer, Technometrics 13, 1971: what all have in common costs no digits. */
    private double squares;

    void add(double influence) {
        units++;
        sum += influence;
        if (units > 1) {
            double distance = units * influence - sum;
            squares += distance * distance / ((double) units * (units - 1));
        }
    }

    boolean isEmpty() {
        return units == 0;
    }

    /** The mean of what was added, values in [0, 1], and its interval: each moves the mean by its share of the units. */
    Coefficient aroundMean(double confidence) {
        Influences shares = new Influences();
        shares.units = units;
        shares.squares = squares / units / units;
        return shares.around(Math.min(1, sum / units), 0, confidence);
    }

    /**
     * The interval around a value, cut off at 1 and at the least value the coefficient can have. A single unit tells
     * nothing about others: its interval is the whole range.
     */
    Coefficient around(double value, double least, double confidence) {
        double floor = Math.min(least, value);
        if (units < 2) {
            return new Coefficient.Estimate(value, floor, 1);
        }
        double variance = squares * units / (units - 1.0);
        double quantile = TDistribution.of(units - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
        double half = quantile * Math.sqrt(variance);
        return new Coefficient.Estimate(value, Math.max(floor, value - half), Math.min(1, value + half));
    }
}
