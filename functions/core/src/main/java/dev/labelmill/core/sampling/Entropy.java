package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * The items whose distribution says least, {@code −Σ p_k ln p_k / ln K} (Shannon 1948; Dagan and Engelson, "Committee-based
 * sampling for training probabilistic classifiers", ICML 1995).
 */
public record Entropy() implements Strategy {

    @Override
    public String name() {
        return "entropy";
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        double entropy = 0;
        for (double p : candidate.probabilities()) {
            entropy -= p > 0 ? p * Math.log(p) : 0;
        }
        return Uncertainty.unit(entropy / Math.log(candidate.probabilities().length));
    }
}
