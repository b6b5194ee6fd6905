package dev.labelmill.core.consensus;

/**
 * Worker agreement with aggregate: a vote whose weights are each annotator's agreement with the plain vote (Appen's
 * measure of contributors, in crowd-kit by that name):
 *
 * <pre>
 *   w_j = share of j's answers that are the majority's;   p(k) = Σ_j w_j [answer of j = k] / Σ_j w_j
 * </pre>
 *
 * <p>A tied majority is the class of lowest index. Where an answer is known it stands in the majority's place. A task
 * whose annotators all have weight 0 is voted plainly.
 */
public final class Wawa implements ConsensusMethod {

    @Override
    public String name() {
        return "wawa";
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        long[] agreed = new long[votes.annotators()];
        long[] answered = new long[votes.annotators()];
        double[] shares = new double[votes.classes()];
        votes.forEach(task -> {
            MajorityVote.shares(withoutPrior(task), shares);
            int majority = task.isKnown() ? task.known() : Posterior.argmax(shares);
            for (int i = 0; i < task.count(); i++) {
                agreed[task.annotator(i)] += task.answer(i) == majority ? 1 : 0;
                answered[task.annotator(i)]++;
            }
        });
        double overall = share(sum(agreed), sum(answered), 1);
        double[] weights = new double[agreed.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = share(agreed[j], answered[j], overall);
        }
        return new WeightedVoteModel(name(), votes.classes(), weights, weights, overall, 1);
    }

    private static TaskView withoutPrior(TaskView task) {
        return task.prior() == null ? task : task.withPrior(null);
    }

    private static double share(long part, long whole, double otherwise) {
        return whole > 0 ? (double) part / whole : otherwise;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
