package dev.labelmill.core.training;

import java.util.ArrayList;
import java.util.List;

/** Walks a grid of penalties, one head for each fold left out, and keeps what was best. */
final class CrossValidation {

    /** A weaker penalty has to lessen the held-out loss by this share of it. */
    static final double LEAST_GAIN = 0.005;

    private final Design design;
    private final List<List<Part>> parts = new ArrayList<>();
    private final List<double[]> parameters = new ArrayList<>();
    private final int iterations;
    private final double tolerance;

    private double bestLoss = Double.POSITIVE_INFINITY;
    private double bestPenalty;
    private double[] mean;
    private List<List<double[]>> predictions = List.of();

    CrossValidation(Design design, Folds folds, double[] start, int iterations, double tolerance) {
        this.design = design;
        this.iterations = iterations;
        this.tolerance = tolerance;
        for (List<Example> fold : folds.folds()) {
            parts.add(Part.of(design, fold));
            parameters.add(start.clone());
        }
    }

    /** Tries penalties, the strongest first, until one gains little on the one before. */
    void walk(List<Double> penalties) {
        for (double l2 : penalties) {
            List<List<double[]>> heldOut = new ArrayList<>();
            double loss = 0;
            for (int fold = 0; fold < parts.size(); fold++) {
                fitWithout(fold, l2);
                HeldOut predicted = HeldOut.of(design, parts.get(fold), parameters.get(fold));
                heldOut.add(predicted.predictions());
                loss += predicted.loss();
            }
            if (loss > bestLoss * (1 - LEAST_GAIN)) {
                return;
            }
            keep(l2, loss, heldOut);
        }
    }

    double bestPenalty() {
        return bestPenalty;
    }

    /** The mean of the folds' parameters at the best penalty: near what all examples give. */
    double[] meanOfBest() {
        return mean.clone();
    }

    /** Fold by fold, the distribution of each example by the head that did not see it. */
    List<List<double[]>> bestPredictions() {
        return predictions;
    }

    List<List<Part>> parts() {
        return parts;
    }

    private void fitWithout(int fold, double l2) {
        List<Part> others = new ArrayList<>();
        for (int other = 0; other < parts.size(); other++) {
            if (other != fold) {
                others.addAll(parts.get(other));
            }
        }
        Lbfgs.minimise(new SoftmaxLoss(design, others, l2), parameters.get(fold), iterations, tolerance);
    }

    private void keep(double l2, double loss, List<List<double[]>> heldOut) {
        bestPenalty = l2;
        bestLoss = loss;
        predictions = heldOut;
        mean = new double[design.parameters()];
        for (double[] fold : parameters) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += fold[i] / parameters.size();
            }
        }
    }

    /** A fold's predictions and the sum of its losses. */
    private record HeldOut(List<double[]> predictions, double loss) {

        static HeldOut of(Design design, List<Part> parts, double[] parameters) {
            List<double[]> predictions = new ArrayList<>();
            double loss = 0;
            for (Part part : parts) {
                List<double[]> distributions = part.distributions(design, parameters);
                for (int n = 0; n < part.rows(); n++) {
                    loss += part.weights()[n] * loss(part, n, distributions.get(n));
                }
                predictions.addAll(distributions);
            }
            return new HeldOut(predictions, loss);
        }

        private static double loss(Part part, int n, double[] p) {
            double loss = 0;
            for (int k = 0; k < p.length; k++) {
                double q = part.targets()[k * part.rows() + n];
                loss -= q == 0 ? 0 : q * Math.log(Math.max(Double.MIN_NORMAL, p[k]));
            }
            return loss;
        }
    }
}
