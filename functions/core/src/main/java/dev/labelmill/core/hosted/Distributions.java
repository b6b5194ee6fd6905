package dev.labelmill.core.hosted;

import java.util.Map;
import java.util.Optional;

/** Makes distributions over a batch's classes of what models say. */
public final class Distributions {

    /** A confidence of 1 would leave no other class any chance, whatever its own confidence. */
    private static final double MOST = 0.999;

    private Distributions() {}

    /**
     * The labels' probabilities, those that stand for the same class added, divided by their sum.
     *
     * @param probabilities by label, each a finite number that is not negative
     * @return empty if no label stands for a class, or all of them have 0
     */
    public static Optional<double[]> ofProbabilities(Map<String, Double> probabilities, LabelNames.Index names) {
        double[] distribution = new double[names.size()];
        probabilities.forEach((label, p) -> names.of(label).ifPresent(k -> distribution[k] += p));
        return normalised(distribution);
    }

    /**
     * The distribution over exactly one class, from confidences that labels are present, taken as independent: with
     * {@code c_k} the highest confidence of a label that stands for class k, only k is present with probability
     * {@code c_k/(1−c_k) · Π_j (1−c_j)}, so {@code p_k ∝ c_k/(1−c_k)}. That none is present has weight 1, and goes to the
     * class that stands for all else, if there is one. Confidences are cut at .999.
     *
     * @param confidences by label, from 0 to 1; labels without a class of their own say nothing
     * @param least       what a class counts for of which there is no label, from 0 to 1: less than any label that is given
     * @return empty if no label stands for a class and no class for all else
     */
    public static Optional<double[]> ofPresence(Map<String, Double> confidences, LabelNames.Index names, double least) {
        double[] presence = new double[names.size()];
        boolean[] found = {names.rest().isPresent()};
        confidences.forEach((label, confidence) -> Optional.ofNullable(
                        names.byLabel().get(label))
                .ifPresent(k -> {
                    presence[k] = Math.max(presence[k], confidence);
                    found[0] = true;
                }));
        if (!found[0]) {
            return Optional.empty();
        }
        double[] odds = new double[presence.length];
        for (int k = 0; k < odds.length; k++) {
            double c = Math.min(MOST, Math.max(presence[k], least));
            odds[k] = c / (1 - c);
        }
        names.rest().ifPresent(k -> odds[k] = 1);
        return normalised(odds);
    }

    private static Optional<double[]> normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            return Optional.empty();
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return Optional.of(weights);
    }
}
