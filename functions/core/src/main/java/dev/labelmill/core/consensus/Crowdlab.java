package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * CROWDLAB: the model that pre-labelled is one more annotator, weighted by what it is worth (Goh, Tkachenko and
 * Mueller, "CROWDLAB: supervised learning to infer consensus labels and quality scores for data with multiple
 * annotators", 2022):
 *
 * <pre>
 *   p(k) = (w_M p_M(k) + Σ_j w_j p_j(k)) / (w_M + Σ_j w_j)
 *   p_j(k) = P if j answered k, else (1 - P) / (K - 1)        P: how often annotators agree with the consensus
 *   w_j = 1 - (1 - s_j) / (1 - A),   w_M = (1 - (1 - A_M) / (1 - A)) √(mean answers a task)
 * </pre>
 *
 * <p>s_j is how often j agrees with the others on a task, A_M how often the model agrees with the consensus, A how
 * often always saying the commonest class would; all over tasks with two answers or more. The consensus is the vote,
 * or the answer that is known. Weights are at least 1e-6. A task without a pre-label ({@link TaskView#prior}) has no
 * w_M. The pre-label must be one that its annotators did not see. Reads the votes once.
 */
public final class Crowdlab implements ConsensusMethod {

    private static final double LEAST_WEIGHT = 1e-6;

    /** So that a batch of one class gives weights all the same. */
    private static final double MOST_BASELINE = 1 - 1e-6;

    @Override
    public String name() {
        return "crowdlab";
    }

    /** How far the model and each annotator can be trusted, by the same pass. */
    public static CrowdlabWeights weights(NamedVotes votes) {
        Sums sums = new Sums(votes);
        votes.forEach(sums::add);
        CrowdlabModel fitted = sums.model("crowdlab");
        Map<String, Double> byName = new HashMap<>();
        for (int j = 0; j < fitted.weights().length; j++) {
            byName.put(votes.index().name(j), fitted.weights()[j]);
        }
        return new CrowdlabWeights(fitted.modelWeight(), byName, fitted.strangerWeight(), fitted.typical());
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        Sums sums = new Sums(votes);
        votes.forEach(sums::add);
        return sums.model(name());
    }

    /** What one pass adds up. */
    private static final class Sums {
        private final int classes;
        private final double[] agreedWithOthers;
        private final long[] shared;
        private final long[] consensusOf;
        private final int[] counts;
        private long agreed;
        private long sharedAnswers;
        private long modelAgreed;
        private long modelTasks;
        private long answers;
        private long tasks;

        Sums(VoteSource votes) {
            classes = votes.classes();
            agreedWithOthers = new double[votes.annotators()];
            shared = new long[votes.annotators()];
            consensusOf = new long[classes];
            counts = new int[classes];
        }

        void add(TaskView task) {
            if (task.count() == 0) {
                return;
            }
            tasks++;
            answers += task.count();
            if (task.count() > 1) {
                count(task);
            }
        }

        private void count(TaskView task) {
            Arrays.fill(counts, 0);
            for (int i = 0; i < task.count(); i++) {
                counts[task.answer(i)]++;
            }
            int consensus = task.isKnown() ? task.known() : majority();
            consensusOf[consensus]++;
            agreed += counts[consensus];
            sharedAnswers += task.count();
            for (int i = 0; i < task.count(); i++) {
                agreedWithOthers[task.annotator(i)] += task.isKnown()
                        ? (task.answer(i) == consensus ? 1 : 0)
                        : (counts[task.answer(i)] - 1.0) / (task.count() - 1);
                shared[task.annotator(i)]++;
            }
            if (task.prior() != null) {
                modelTasks++;
                modelAgreed += Posterior.argmax(task.prior()) == consensus ? 1 : 0;
            }
        }

        private int majority() {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                best = counts[k] > counts[best] ? k : best;
            }
            return best;
        }

        CrowdlabModel model(String method) {
            long consensuses = 0;
            long commonest = 0;
            for (long count : consensusOf) {
                consensuses += count;
                commonest = Math.max(commonest, count);
            }
            double baseline = Math.min(MOST_BASELINE, share(commonest, consensuses, 1.0 / classes));
            double typical = share(agreed, sharedAnswers, ShrunkDawidSkene.ASSUMED_ACCURACY);
            double[] agreements = new double[shared.length];
            double[] weights = new double[shared.length];
            for (int j = 0; j < weights.length; j++) {
                agreements[j] = share(agreedWithOthers[j], shared[j], typical);
                weights[j] = weight(agreements[j], baseline);
            }
            double model =
                    weight(share(modelAgreed, modelTasks, baseline), baseline) * Math.sqrt(share(answers, tasks, 1));
            return new CrowdlabModel(method, classes, weights, weight(typical, baseline), model, typical, agreements);
        }

        private static double weight(double agreement, double baseline) {
            return Math.max(LEAST_WEIGHT, 1 - (1 - agreement) / (1 - baseline));
        }

        private static double share(double part, long whole, double otherwise) {
            return whole > 0 ? part / whole : otherwise;
        }
    }
}
