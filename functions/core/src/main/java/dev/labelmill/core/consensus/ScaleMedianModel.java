package dev.labelmill.core.consensus;

import java.util.Arrays;

/** What {@link ScaleMedian} learnt. */
final class ScaleMedianModel implements ConsensusModel {

    private final double[] steps;
    private final double[] biases;
    private final double noise;
    private final int passes;

    ScaleMedianModel(double[] steps, double[] biases, double noise, int passes) {
        this.steps = steps;
        this.biases = biases;
        this.noise = noise;
        this.passes = passes;
    }

    ScaleMedianModel withNoise(double other) {
        return new ScaleMedianModel(steps, biases, other, passes + 1);
    }

    /** How far corrected answers are from their task's likeliest step on average; 0 if no task has two. */
    double meanResidual(VoteSource votes) {
        Residuals residuals = new Residuals();
        votes.forEach(residuals::add);
        return residuals.count == 0 ? 0 : residuals.sum / residuals.count;
    }

    private final class Residuals {
        private final double[] posterior = new double[steps.length];
        private double sum;
        private long count;

        private void add(TaskView task) {
            if (task.count() < 2) {
                return;
            }
            posterior(task, posterior);
            double step = steps[Posterior.argmax(posterior)];
            for (int i = 0; i < task.count(); i++) {
                sum += Math.abs(corrected(task, i) - step);
                count++;
            }
        }
    }

    private double corrected(TaskView task, int i) {
        return steps[task.answer(i)] - bias(task.annotator(i));
    }

    @Override
    public int classes() {
        return steps.length;
    }

    /** Without a model of whole answers, so that it returns 0: Laplace's density is no probability of a step. */
    @Override
    public double posterior(TaskView task, double[] into) {
        Arrays.fill(into, 0);
        Posterior.startsFromOwnPrior(task, into);
        for (int i = 0; i < task.count(); i++) {
            double answer = corrected(task, i);
            for (int k = 0; k < into.length; k++) {
                into[k] -= Math.abs(answer - steps[k]) / noise;
            }
        }
        Posterior.settle(task, into);
        return 0;
    }

    /** How likely an answer is within half a step of the truth. */
    @Override
    public double accuracy(int annotator) {
        double half = (steps[steps.length - 1] - steps[0]) / (steps.length - 1) / 2;
        return below(half - bias(annotator)) - below(-half - bias(annotator));
    }

    /** Laplace's distribution function. */
    private double below(double error) {
        double tail = Math.exp(-Math.abs(error) / noise) / 2;
        return error < 0 ? tail : 1 - tail;
    }

    private double bias(int annotator) {
        return annotator < biases.length ? biases[annotator] : 0;
    }

    @Override
    public int iterations() {
        return passes;
    }

    @Override
    public boolean converged() {
        return true;
    }

    @Override
    public String method() {
        return "median";
    }
}
