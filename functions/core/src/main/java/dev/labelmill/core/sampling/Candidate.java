package dev.labelmill.core.sampling;

import java.util.Optional;

/**
 * An item that may be asked about.
 *
 * @param item          its id
 * @param probabilities the model's calibrated distribution over the classes; empty before there is a model
 * @param cell          its cluster or stratum, as the strategy's {@link Strategy#cells} wants it; 0 for none
 * @param labelled      what people said already, for an item that could get one more label
 */
public record Candidate(String item, double[] probabilities, int cell, Optional<PeoplesLabel> labelled) {

    /** An item nobody has labelled. */
    public static Candidate waiting(String item, double[] probabilities, int cell) {
        return new Candidate(item, probabilities, cell, Optional.empty());
    }

    /**
     * What annotators j think of their consensus on an item, weighted by w_j.
     *
     * @param consensus index of the consensus class
     * @param weight    Σ w_j, above 0
     * @param support   Σ w_j p_j(consensus), where p_j is how often annotators agree with the consensus for those who gave
     *     it, and what is left over, spread over the other classes, for those who did not
     */
    public record PeoplesLabel(int consensus, double weight, double support) {}
}
