package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.Optional;

/**
 * What methods learn in which a wrong answer tells nothing about which other class is right. An answer then speaks
 * for its own class only, with a gain that depends on who gave it and on what it is:
 *
 * <pre>
 *   p(k | answers) ∝ p(k) Π over the answers a = k of p_w(a | k) / p_w(a | not a)
 * </pre>
 */
final class GainModel implements ConsensusModel {

    private final String method;
    private final double[] logShares;
    private final double[] right;
    private final double[] wrong;
    private final double[] strangerRight;
    private final double[] strangerWrong;
    private final double[] accuracies;
    private final int iterations;
    private final boolean converged;
    private final double[] shares;

    /**
     * @param shares the class distribution
     * @param right p(answer | it is right) at {@code annotator · classes + answer}; those who nobody knows at the end
     * @param wrong p(answer | another class is right), likewise
     */
    GainModel(String method, double[] shares, double[] right, double[] wrong, int iterations, boolean converged) {
        this.method = method;
        this.shares = shares;
        this.logShares = Posterior.flooredLogs(shares);
        int known = right.length - shares.length;
        this.right = Posterior.flooredLogs(Arrays.copyOf(right, known));
        this.wrong = Posterior.flooredLogs(Arrays.copyOf(wrong, known));
        this.strangerRight = Posterior.flooredLogs(Arrays.copyOfRange(right, known, right.length));
        this.strangerWrong = Posterior.flooredLogs(Arrays.copyOfRange(wrong, known, right.length));
        this.accuracies = accuracies(shares, right);
        this.iterations = iterations;
        this.converged = converged;
    }

    private static double[] accuracies(double[] shares, double[] right) {
        double[] accuracies = new double[right.length / shares.length];
        for (int i = 0; i < right.length; i++) {
            accuracies[i / shares.length] += shares[i % shares.length] * Math.min(1, right[i]);
        }
        return accuracies;
    }

    @Override
    public int classes() {
        return shares.length;
    }

    @Override
    public double posterior(TaskView task, double[] into) {
        if (!Posterior.startsFromOwnPrior(task, into)) {
            System.arraycopy(logShares, 0, into, 0, into.length);
        }
        double others = 0;
        for (int i = 0; i < task.count(); i++) {
            int answer = task.answer(i);
            int at = task.annotator(i) * into.length + answer;
            boolean isKnown = task.annotator(i) < accuracies.length - 1;
            double ifWrong = isKnown ? wrong[at] : strangerWrong[answer];
            double ifRight = isKnown ? right[at] : strangerRight[answer];
            into[answer] += ifRight - ifWrong;
            others += ifWrong;
        }
        return others + Posterior.settle(task, into);
    }

    @Override
    public double accuracy(int annotator) {
        return accuracies[Math.min(annotator, accuracies.length - 1)];
    }

    @Override
    public Optional<Confusion> confusion(int annotator) {
        boolean isKnown = annotator < accuracies.length - 1;
        double[][] rows = new double[shares.length][shares.length];
        for (int truth = 0; truth < rows.length; truth++) {
            double sum = 0;
            for (int answer = 0; answer < rows.length; answer++) {
                int at = annotator * rows.length + answer;
                double ifRight = isKnown ? right[at] : strangerRight[answer];
                double ifWrong = isKnown ? wrong[at] : strangerWrong[answer];
                rows[truth][answer] = Math.exp(answer == truth ? ifRight : ifWrong);
                sum += rows[truth][answer];
            }
            for (int answer = 0; answer < rows.length; answer++) {
                rows[truth][answer] /= sum;
            }
        }
        return Optional.of(Confusion.of(rows));
    }

    @Override
    public int iterations() {
        return iterations;
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public String method() {
        return method;
    }

    /** The same, its estimates being at rest. */
    GainModel rested() {
        return new GainModel(this, true);
    }

    private GainModel(GainModel that, boolean converged) {
        this.method = that.method;
        this.shares = that.shares;
        this.logShares = that.logShares;
        this.right = that.right;
        this.wrong = that.wrong;
        this.strangerRight = that.strangerRight;
        this.strangerWrong = that.strangerWrong;
        this.accuracies = that.accuracies;
        this.iterations = that.iterations;
        this.converged = converged;
    }
}
