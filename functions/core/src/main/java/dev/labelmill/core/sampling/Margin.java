package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * The items whose two best classes are nearest, {@code 1 − (p_1 − p_2)} (Scheffer, Decomain and Wrobel, "Active hidden
 * Markov models for information extraction", IDA 2001).
 */
public record Margin() implements Strategy {

    @Override
    public String name() {
        return "margin";
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        Uncertainty best = Uncertainty.of(candidate.probabilities());
        return Uncertainty.unit(1 - (best.first() - best.second()));
    }
}
