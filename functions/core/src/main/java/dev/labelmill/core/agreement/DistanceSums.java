package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;

/**
 * Krippendorff's alpha of labels that are not counted by class: one entry for each unit with a pair, n labels in all.
 *
 * <pre>
 *   D_o = 1/n Σ_u 2 within_u / (m_u - 1)      D_e = 1/n Σ_u remoteness_u      alpha = 1 - D_o / D_e
 * </pre>
 *
 * @param sizes      labels of the unit, m
 * @param within     distances summed over its unordered pairs of labels
 * @param remoteness for each of its labels the mean distance from all other labels, summed
 */
record DistanceSums(int[] sizes, double[] within, double[] remoteness) {

    Coefficient alpha(double confidence) {
        if (sizes.length == 0) {
            return new Undefined(Reason.NO_PAIR);
        }
        double labels = 0;
        double observed = 0;
        double expected = 0;
        for (int u = 0; u < sizes.length; u++) {
            labels += sizes[u];
            observed += observed(u);
            expected += remoteness[u];
        }
        observed /= labels;
        expected /= labels;
        return expected > 0 ? interval(labels, observed, expected, confidence) : new Undefined(Reason.NO_VARIATION);
    }

    private double observed(int unit) {
        return 2 * within[unit] / (sizes[unit] - 1);
    }

    private Coefficient interval(double labels, double observed, double expected, double confidence) {
        double ratio = observed / expected;
        double pairs = (2 * labels - 1) / (labels - 1);
        Influences influences = new Influences();
        for (int u = 0; u < sizes.length; u++) {
            double byObserved = observed(u) - observed * sizes[u];
            double byExpected = 2 * remoteness[u] - pairs * expected * sizes[u];
            influences.add((ratio * byExpected - byObserved) / (labels * expected));
        }
        return influences.around(1 - ratio, -1, confidence);
    }
}
