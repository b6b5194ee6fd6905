package dev.labelmill.core.consensus;

import java.util.Arrays;

/** What {@link Glad} learns. */
final class GladModel implements ConsensusModel {

    private final int classes;
    private final double[] abilities;
    private final double[] eases;
    private final double[] accuracies;
    private final int iterations;
    private final boolean converged;

    GladModel(int classes, double[] abilities, double[] eases, double[] accuracies, int iterations, boolean converged) {
        this.classes = classes;
        this.abilities = abilities;
        this.eases = eases;
        this.accuracies = accuracies;
        this.iterations = iterations;
        this.converged = converged;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public double posterior(TaskView task, double[] into) {
        if (!Posterior.startsFromOwnPrior(task, into)) {
            Arrays.fill(into, -Math.log(classes));
        }
        double scale = Math.exp(task.task() < eases.length ? eases[(int) task.task()] : 1);
        double others = 0;
        for (int i = 0; i < task.count(); i++) {
            int w = task.annotator(i);
            // log σ(x) - log σ(-x) is x itself.
            double x = (w < abilities.length ? abilities[w] : 1) * scale;
            double ifWrong = -softplus(x) - Math.log(classes - 1.0);
            into[task.answer(i)] += x + Math.log(classes - 1.0);
            others += ifWrong;
        }
        return others + Posterior.settle(task, into);
    }

    /** log(1 + e^x) without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public double accuracy(int annotator) {
        return annotator < accuracies.length ? accuracies[annotator] : Glad.sigmoid(Math.E);
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
        return "glad";
    }
}
