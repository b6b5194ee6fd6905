package dev.labelmill.core.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Examples ready to be fitted to: the block of their features, their targets class by class, their weights.
 *
 * @param weights one an example
 */
record Part(Block block, double[] targets, double[] weights) {

    /** A block of so many dense examples of 384 numbers lies in a second-level cache of half a megabyte. */
    private static final int ROWS = 64;

    static List<Part> of(Design design, List<Example> examples) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += ROWS) {
            parts.add(part(design, examples.subList(from, Math.min(examples.size(), from + ROWS))));
        }
        return parts;
    }

    private static Part part(Design design, List<Example> examples) {
        double[] targets = new double[design.classes() * examples.size()];
        double[] weights = new double[examples.size()];
        for (int n = 0; n < examples.size(); n++) {
            weights[n] = examples.get(n).weight();
            for (int k = 0; k < design.classes(); k++) {
                targets[k * examples.size() + n] = examples.get(n).target()[k];
            }
        }
        return new Part(design.block(examples), targets, weights);
    }

    int rows() {
        return block.rows();
    }

    double weight() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** The distributions that parameters give, class by class. */
    void predict(Design design, double[] parameters, double[] probabilities) {
        int rows = rows();
        int classes = design.classes();
        for (int k = 0; k < classes; k++) {
            Arrays.fill(probabilities, k * rows, (k + 1) * rows, parameters[design.biasAt(k)]);
        }
        block.addScores(parameters, classes, probabilities);
        for (int n = 0; n < rows; n++) {
            softmax(probabilities, n, rows, classes);
        }
    }

    /** The distributions that parameters give, example by example. */
    List<double[]> distributions(Design design, double[] parameters) {
        double[] byClass = new double[rows() * design.classes()];
        predict(design, parameters, byClass);
        List<double[]> distributions = new ArrayList<>();
        for (int n = 0; n < rows(); n++) {
            double[] p = new double[design.classes()];
            for (int k = 0; k < p.length; k++) {
                p[k] = byClass[k * rows() + n];
            }
            distributions.add(p);
        }
        return distributions;
    }

    private static void softmax(double[] scores, int first, int step, int classes) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            greatest = Math.max(greatest, scores[k * step + first]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double e = Math.exp(scores[k * step + first] - greatest);
            scores[k * step + first] = e;
            sum += e;
        }
        for (int k = 0; k < classes; k++) {
            scores[k * step + first] /= sum;
        }
    }
}
