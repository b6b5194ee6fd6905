package dev.labelmill.core.agreement;

/**
 * The difference function δ² of Krippendorff's alpha, which says how much two classes differ (Krippendorff, "Computing
 * Krippendorff's alpha-reliability", 2011).
 */
public sealed interface Metric permits FixedMetric, OrdinalMetric {

    /** Classes without an order: different ones differ by 1. */
    static Metric nominal() {
        return new FixedMetric((one, other) -> 1);
    }

    /**
     * Classes in their declared order, no further meaning: the squared distance of their mean ranks among the votes,
     * which is (Σ_{g=c..k} n_g - (n_c + n_k) / 2)².
     */
    static Metric ordinal() {
        return new OrdinalMetric();
    }

    /** Classes that stand at equal distances, as the points of a rating scale: (c - k)² of their indices. */
    static Metric interval() {
        return new FixedMetric((one, other) -> square(one - other));
    }

    /**
     * Classes that stand for numbers: (v_c - v_k)².
     *
     * @param values the number of each class
     */
    static Metric interval(double... values) {
        double[] own = values.clone();
        return new FixedMetric((one, other) -> square(own[one] - own[other]));
    }

    /**
     * Classes that stand for amounts, of which the ratio counts: ((v_c - v_k) / (v_c + v_k))², 0 between two zeros.
     *
     * @param values the amount of each class, not negative
     * @throws IllegalArgumentException if one is negative
     */
    static Metric ratio(double... values) {
        double[] own = values.clone();
        for (double value : own) {
            if (!(value >= 0)) {
                throw new IllegalArgumentException("the ratio metric needs amounts of at least 0, not " + value);
            }
        }
        return new FixedMetric(
                (one, other) -> own[one] == own[other] ? 0 : square((own[one] - own[other]) / (own[one] + own[other])));
    }

    /** Any distance between classes, taken as it is and not squared. */
    static Metric of(ClassDistance distance) {
        return new FixedMetric(distance);
    }

    /**
     * The differences of every two classes; 0 on the diagonal.
     *
     * @param votes ratings of each class in units with a pair
     */
    double[][] differences(double[] votes);

    /**
     * How a function of the differences changes with the votes, because the differences do.
     *
     * @param slopes for one class index below the other: the function's derivative by their difference
     * @return the function's derivative by the votes of each class
     */
    double[] slopesByVotes(double[][] slopes, double[] votes);

    private static double square(double x) {
        return x * x;
    }
}
