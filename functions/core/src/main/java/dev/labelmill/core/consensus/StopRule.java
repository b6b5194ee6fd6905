package dev.labelmill.core.consensus;

/**
 * When a task has labels enough. Overlap is bought, not fixed: a task stops as soon as its posterior is sure,
 * after Sheng, Provost and Ipeirotis, "Get another label?", KDD 2008, and Toloka's dynamic overlap.
 *
 * <ol>
 *   <li>Fewer votes than the minimum: ask for those that are missing.
 *   <li>The best class reaches the target: resolve.
 *   <li>Fewer votes than the maximum: ask for one more.
 *   <li>Otherwise an expert adjudicates; without experts the best class stands, and its confidence says how weakly.
 * </ol>
 *
 * @param minOverlap labels every task gets, at least 1
 * @param maxOverlap labels no task exceeds, at least {@code minOverlap}
 * @param targetConfidence posterior probability at which a task is resolved, in (0, 1]
 * @param expertAvailable whether there is anybody to adjudicate
 */
public record StopRule(int minOverlap, int maxOverlap, double targetConfidence, boolean expertAvailable) {

    /** Checks the ranges. */
    public StopRule {
        if (minOverlap < 1 || maxOverlap < minOverlap) {
            throw new IllegalArgumentException(
                    "overlap must satisfy 1 <= min <= max, not " + minOverlap + " and " + maxOverlap);
        }
        if (!(targetConfidence > 0 && targetConfidence <= 1)) {
            throw new IllegalArgumentException("a target confidence lies in (0, 1]: " + targetConfidence);
        }
    }

    /**
     * Decides.
     *
     * @param posterior the task's distribution over classes
     * @param votes how many labels it has
     */
    public Decision decide(double[] posterior, int votes) {
        int best = Posterior.argmax(posterior);
        return decide(best, posterior[best], votes);
    }

    /**
     * The same for an answer that came about in another way.
     *
     * @param confidence in the answer, in [0, 1]
     */
    public Decision decide(int answer, double confidence, int votes) {
        if (votes < minOverlap) {
            return new Decision.AskMore(minOverlap - votes);
        }
        if (confidence >= targetConfidence) {
            return new Decision.Resolve(answer, confidence);
        }
        if (votes < maxOverlap) {
            return new Decision.AskMore(1);
        }
        return conclude(answer, confidence, votes);
    }

    /**
     * The same where the crowd can be asked no more, however few labels there are: an expert adjudicates unless the answer is
     * sure by as many labels as every task gets.
     *
     * @param confidence in the answer, in [0, 1]
     */
    public Decision conclude(int answer, double confidence, int votes) {
        boolean sure = votes >= minOverlap && confidence >= targetConfidence;
        return sure || !expertAvailable ? new Decision.Resolve(answer, confidence) : new Decision.Adjudicate();
    }
}
