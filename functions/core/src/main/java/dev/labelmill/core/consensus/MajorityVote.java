package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.List;

/** The plain vote: every answer counts the same. */
public final class MajorityVote {

    private MajorityVote() {}

    /**
     * The share of the votes each class has. With {@link Posterior#argmax} a tied vote goes to the tied class of
     * lowest index.
     *
     * @param classes number of classes
     * @param votes the answers; none gives even shares
     * @return one share a class, summing to 1
     */
    public static double[] of(int classes, List<Vote> votes) {
        double[] shares = new double[classes];
        if (votes.isEmpty()) {
            Arrays.fill(shares, 1.0 / classes);
            return shares;
        }
        int[] counts = new int[classes];
        for (Vote vote : votes) {
            counts[vote.answer()]++;
        }
        for (int i = 0; i < classes; i++) {
            shares[i] = (double) counts[i] / votes.size();
        }
        return shares;
    }
}
