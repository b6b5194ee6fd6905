package dev.labelmill.core.consensus;

import java.util.Map;

/**
 * What {@link Crowdlab} trusts, for who decides whom to ask next.
 *
 * @param model      w_M, of the model
 * @param annotators w_j, by name
 * @param stranger   of an annotator who is not among them
 * @param typical    P, how often annotators agree with the consensus, 0 to 1
 */
public record CrowdlabWeights(double model, Map<String, Double> annotators, double stranger, double typical) {

    /** Copies the map. */
    public CrowdlabWeights {
        annotators = Map.copyOf(annotators);
    }

    /** w_j of an annotator. */
    public double of(String annotator) {
        return annotators.getOrDefault(annotator, stranger);
    }

    /** w̄, the annotators' mean, which a label still to come is worth. */
    public double mean() {
        return annotators.values().stream()
                .sorted()
                .mapToDouble(w -> w)
                .average()
                .orElse(stranger);
    }
}
