package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.List;

/**
 * The plain vote: every answer counts the same, {@code p(k) = votes for k / votes}. Ties go to the tied class of
 * lowest index wherever one class is taken ({@link Posterior#argmax}) and are told by {@link Posterior#isTied}.
 */
public final class MajorityVote implements ConsensusMethod {

    @Override
    public String name() {
        return "vote";
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        double[] weights = new double[votes.annotators()];
        Arrays.fill(weights, 1);
        return new WeightedVoteModel(name(), votes.classes(), weights, weights, 1, 0);
    }

    /**
     * The share of the votes each class has.
     *
     * @param classes number of classes
     * @param votes the answers; none gives even shares
     * @return one share a class, summing to 1
     */
    public static double[] of(int classes, List<Vote> votes) {
        double[] counts = new double[classes];
        votes.forEach(vote -> counts[vote.answer()]++);
        return shares(counts, votes.size());
    }

    /** Writes the share of the votes each class has; a task's own prior, if it has one, counts as one more vote. */
    static void shares(TaskView task, double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < task.count(); i++) {
            into[task.answer(i)]++;
        }
        double[] prior = task.prior();
        if (prior == null) {
            shares(into, task.count());
            return;
        }
        double priorSum = Arrays.stream(prior).sum();
        for (int k = 0; k < into.length; k++) {
            into[k] = (into[k] + prior[k] / priorSum) / (task.count() + 1);
        }
    }

    private static double[] shares(double[] counts, int votes) {
        for (int k = 0; k < counts.length; k++) {
            counts[k] = votes > 0 ? counts[k] / votes : 1.0 / counts.length;
        }
        return counts;
    }
}
