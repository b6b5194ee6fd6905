package dev.labelmill.core.annotator;

import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * When an annotator's answers to items of known answer show that the annotator is not good enough, however often one looks:
 * a sequential test of accuracy p ≥ m against anything below, by a mixture of likelihood ratios (Robbins, Annals of
 * Mathematical Statistics 41, 1970) with all accuracies below m equally likely:
 *
 * <pre>
 *   E(r, w) = 1/m ∫ from 0 to m of q^r (1 - q)^w dq  /  (m^r (1 - m)^w),   r right and w wrong answers
 * </pre>
 *
 * <p>For an annotator of accuracy p ≥ m whose answers are independent E is a supermartingale that starts at 1: each answer
 * multiplies the term of q by pq/m + (1 - p)(1 - q)/(1 - m) on average, which is at most 1. So by Ville's inequality E ever
 * reaches 1/α with probability α at most, and whoever reaches it is paused. At m = 0.7 and α = 0.05 four wrong answers of
 * four are enough.
 *
 * @param minAccuracy the accuracy m that is good enough, in (0, 1)
 * @param confidence  1 - α: an annotator who is good enough is never paused with at least this probability, in (0, 1)
 */
public record Standing(double minAccuracy, double confidence) {

    /** @throws IllegalArgumentException naming the field that is out of range */
    public Standing {
        requireFraction(minAccuracy, "annotators.minAccuracy");
        requireFraction(confidence, "annotators.confidence");
    }

    private static void requireFraction(double value, String field) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(field + " must lie between 0 and 1, not " + value);
        }
    }

    /**
     * The natural logarithm of E: how much better some accuracy below the wanted one explains the answers than the wanted
     * one does.
     *
     * @param right answers that are the known ones, from 0
     * @param wrong answers that are not, from 0
     * @return 0 without answers; may be minus infinity, which is as far from being paused as can be
     */
    public double logEvidence(long right, long wrong) {
        if (right < 0 || wrong < 0) {
            throw new IllegalArgumentException("answers cannot be fewer than none: " + right + ", " + wrong);
        }
        double below = BetaDistribution.of(right + 1.0, wrong + 1.0).cumulativeProbability(minAccuracy);
        return Math.log(below)
                + logBeta(right, wrong)
                - (right + 1) * Math.log(minAccuracy)
                - wrong * Math.log1p(-minAccuracy);
    }

    /** Whether whoever gave these answers is to get no more tasks. */
    public boolean isPaused(long right, long wrong) {
        return logEvidence(right, wrong) >= -Math.log1p(-confidence);
    }

    /**
     * Who is to get no more tasks.
     *
     * @param tasks those with a known answer count, each annotator's answer to each once
     * @return names as the votes have them, in order
     */
    public Set<String> paused(Iterable<TaskVotes> tasks) {
        TreeMap<String, long[]> wrongAndRight = new TreeMap<>();
        for (TaskVotes task : tasks) {
            if (task.known() != null) {
                for (Vote vote : task.votes()) {
                    long[] counts = wrongAndRight.computeIfAbsent(vote.annotator(), who -> new long[2]);
                    counts[vote.answer() == task.known() ? 1 : 0]++;
                }
            }
        }
        Set<String> paused = new TreeSet<>();
        wrongAndRight.forEach((who, counts) -> {
            if (isPaused(counts[1], counts[0])) {
                paused.add(who);
            }
        });
        return paused;
    }

    /** The logarithm of B(r + 1, w + 1) = r! w! / (r + w + 1)!. */
    private static double logBeta(long right, long wrong) {
        long few = Math.min(right, wrong);
        long many = Math.max(right, wrong);
        double log = -Math.log(right + wrong + 1.0);
        for (long i = 1; i <= few; i++) {
            log += Math.log((double) i / (many + i));
        }
        return log;
    }
}
