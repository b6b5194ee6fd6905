package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.List;

/**
 * The distribution over a task's classes given its votes, by Bayes' rule with annotators that err independently
 * given the truth: {@code p(t | votes) ∝ prior(t) · Π p(answer | t)}.
 */
public final class Posterior {

    /** Relative difference below which two weights count as the same. */
    private static final double ROUNDING = 1e-12;

    /** Where the exponential is the smallest normal number or less. */
    private static final double NEGLIGIBLE = -708;

    private Posterior() {}

    /**
     * Computes it in log space, so that thousands of votes neither underflow nor overflow.
     *
     * @param prior one weight a class, none negative and one positive; need not sum to 1. A class of prior 0
     *     stays at 0
     * @param votes the answers; none gives back the normalised prior
     * @param skills the annotators' confusions, over as many classes
     * @return one probability a class, summing to 1
     * @throws IllegalArgumentException if the prior is no such distribution or a vote is for an unknown class
     */
    public static double[] of(double[] prior, List<Vote> votes, Skills skills) {
        if (prior.length != skills.classes()) {
            throw new IllegalArgumentException(
                    "the prior has " + prior.length + " classes, the skills have " + skills.classes());
        }
        double[] logs = logs(prior);
        for (Vote vote : votes) {
            if (vote.answer() >= prior.length) {
                throw new IllegalArgumentException(
                        "class index " + vote.answer() + " is not below the number of classes, " + prior.length);
            }
            Confusion confusion = skills.of(vote.annotator());
            for (int truth = 0; truth < logs.length; truth++) {
                logs[truth] += confusion.logP(truth, vote.answer());
            }
        }
        return normalised(logs);
    }

    /**
     * The most probable class. Of equally probable ones the lowest index, so that a tie is the same class
     * everywhere.
     *
     * @param distribution one weight a class, at least one
     */
    public static int argmax(double[] distribution) {
        int best = 0;
        for (int i = 1; i < distribution.length; i++) {
            if (distribution[i] > distribution[best]) {
                best = i;
            }
        }
        return best;
    }

    private static double[] logs(double[] prior) {
        checkPrior(prior);
        double[] logs = new double[prior.length];
        for (int i = 0; i < prior.length; i++) {
            logs[i] = Math.log(prior[i]);
        }
        return logs;
    }

    /** @throws IllegalArgumentException unless no weight is negative or without bounds and one is positive */
    static void checkPrior(double[] prior) {
        boolean any = false;
        for (double weight : prior) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("a prior has no such weight: " + weight);
            }
            any |= weight > 0;
        }
        if (!any) {
            throw new IllegalArgumentException("a prior must give some class a positive weight");
        }
    }

    private static double[] normalised(double[] logs) {
        normalise(logs);
        return logs;
    }

    /**
     * Whether the highest weight is shared by several classes, to within rounding.
     *
     * @param distribution one weight a class, at least one
     */
    public static boolean isTied(double[] distribution) {
        double highest = distribution[argmax(distribution)];
        int sharing = 0;
        for (double weight : distribution) {
            sharing += highest - weight <= ROUNDING * highest ? 1 : 0;
        }
        return sharing > 1;
    }

    /** Logarithms of probabilities, none below that of {@link Confusion#FLOOR}. */
    static double[] flooredLogs(double[] probabilities) {
        double[] logs = new double[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Math.max(Confusion.FLOOR, probabilities[i]));
        }
        return logs;
    }

    /**
     * Writes the logarithm of a task's own prior.
     *
     * @return false, nothing being written, where it has none or the answer is known anyway
     */
    static boolean startsFromOwnPrior(TaskView task, double[] logs) {
        double[] own = task.prior();
        if (own == null || task.isKnown()) {
            return false;
        }
        double sum = Arrays.stream(own).sum();
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.log(own[k] / sum);
        }
        return true;
    }

    /**
     * Turns logarithms of a task's weights into its distribution, in place: certain where the answer is known.
     *
     * @return the logarithm of the weights' sum, of the known class's weight where there is one
     */
    static double settle(TaskView task, double[] logs) {
        if (!task.isKnown()) {
            return normalise(logs);
        }
        double ofKnown = logs[task.known()];
        Arrays.fill(logs, 0);
        logs[task.known()] = 1;
        return ofKnown;
    }

    /**
     * Turns logarithms of weights into probabilities that sum to 1, in place. At least one must be finite.
     *
     * @return the logarithm of the weights' sum
     */
    static double normalise(double[] logs) {
        return normalise(logs, NEGLIGIBLE);
    }

    /** The same, weights whose logarithm lies further below the highest than told counting as none. */
    static double normalise(double[] logs, double negligible) {
        double highest = logs[argmax(logs)];
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            double below = logs[i] - highest;
            logs[i] = below < negligible ? 0 : Math.exp(below);
            sum += logs[i];
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] /= sum;
        }
        return highest + Math.log(sum);
    }
}
