package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * The items whose best class is least probable, {@code (1 − p_1) · K / (K − 1)} (Lewis and Gale, "A sequential algorithm for
 * training text classifiers", SIGIR 1994; Culotta and McCallum, AAAI 2005).
 */
public record LeastConfidence() implements Strategy {

    @Override
    public String name() {
        return "least-confidence";
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        double classes = candidate.probabilities().length;
        double first = Uncertainty.of(candidate.probabilities()).first();
        return Uncertainty.unit((1 - first) * classes / (classes - 1));
    }
}
