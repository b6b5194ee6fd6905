package dev.labelmill.core.consensus;

import java.util.Arrays;

/** A vote in which each annotator has a weight: {@code p(k) = Σ weights for k / Σ weights}. */
final class WeightedVoteModel implements ConsensusModel {

    private final String method;
    private final int classes;
    private final double[] weights;
    private final double[] accuracies;
    private final double stranger;
    private final int iterations;

    /**
     * @param weights per annotator, none negative
     * @param accuracies per annotator
     * @param stranger accuracy and weight of an annotator nobody knows
     */
    WeightedVoteModel(
            String method, int classes, double[] weights, double[] accuracies, double stranger, int iterations) {
        this.method = method;
        this.classes = classes;
        this.weights = weights;
        this.accuracies = accuracies;
        this.stranger = stranger;
        this.iterations = iterations;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public double posterior(TaskView task, double[] into) {
        Arrays.fill(into, 0);
        if (task.isKnown()) {
            into[task.known()] = 1;
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < task.count(); i++) {
            double weight = of(weights, task.annotator(i));
            into[task.answer(i)] += weight;
            sum += weight;
        }
        if (sum <= 0) {
            MajorityVote.shares(task, into);
            return 0;
        }
        for (int k = 0; k < classes; k++) {
            into[k] /= sum;
        }
        return 0;
    }

    private double of(double[] values, int annotator) {
        return annotator < values.length ? values[annotator] : stranger;
    }

    @Override
    public double accuracy(int annotator) {
        return of(accuracies, annotator);
    }

    @Override
    public int iterations() {
        return iterations;
    }

    @Override
    public boolean converged() {
        return true;
    }

    @Override
    public String method() {
        return method;
    }
}
