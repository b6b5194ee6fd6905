package dev.labelmill.core.opinion;

import java.util.List;
import java.util.TreeMap;

/** A vote among classes in which each voter's weight counts. */
public final class WeightedVote {

    /** Weights that differ by less than this share are a tie, so that rounding decides nothing. */
    private static final double ROUNDING = 1e-12;

    private WeightedVote() {}

    /**
     * The class with the most weight behind it; of tied ones the lowest index.
     *
     * @throws IllegalArgumentException if nobody votes
     */
    public static int winner(List<Opinion<Integer>> votes) {
        TreeMap<Integer, Double> weights = new TreeMap<>();
        votes.forEach(vote -> weights.merge(vote.value(), vote.weight(), Double::sum));
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("a vote needs a voter");
        }
        int best = weights.firstKey();
        for (var entry : weights.entrySet()) {
            if (entry.getValue() > weights.get(best) * (1 + ROUNDING)) {
                best = entry.getKey();
            }
        }
        return best;
    }
}
