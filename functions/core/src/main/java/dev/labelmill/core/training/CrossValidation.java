package dev.labelmill.core.training;

import java.util.ArrayList;
import java.util.List;

/** Walks a grid of penalties, one head for each fold left out, and keeps what was best. */
final class CrossValidation {

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

    /**
     * Tries penalties in their order.
     *
     * @param rises stops when the loss has been above the least for so many in a row
     */
    void walk(List<Double> penalties, int rises) {
        int above = 0;
        for (double l2 : penalties) {
            List<List<double[]>> heldOut = new ArrayList<>();
            double loss = 0;
            for (int fold = 0; fold < parts.size(); fold++) {
                fitWithout(fold, l2);
                HeldOut predicted = HeldOut.of(design, parts.get(fold), parameters.get(fold));
                heldOut.add(predicted.predictions());
                loss += predicted.loss();
            }
            if (loss < bestLoss) {
                keep(l2, loss, heldOut);
                above = 0;
            } else if (++above == rises) {
                return;
            }
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
                double[] byClass = new double[part.rows() * design.classes()];
                part.predict(design, parameters, byClass);
                for (int n = 0; n < part.rows(); n++) {
                    double[] p = new double[design.classes()];
                    for (int k = 0; k < p.length; k++) {
                        p[k] = byClass[k * part.rows() + n];
                        double q = part.targets()[k * part.rows() + n];
                        loss -= q == 0 ? 0 : part.weights()[n] * q * Math.log(Math.max(Double.MIN_NORMAL, p[k]));
                    }
                    predictions.add(p);
                }
            }
            return new HeldOut(predictions, loss);
        }
    }
}
