package dev.labelmill.core.training;

import java.util.Arrays;
import java.util.List;

/**
 * What fitting minimises, with targets q and weights v of the examples, and W the sum of v:
 *
 * <pre>  −1/W · Σ_n v_n Σ_k q_nk log p(k | x_n)  +  l2/2 · Σ_k |w_k|²</pre>
 *
 * <p>Convex. The gradient by the score of class k and example n is {@code v_n (p_nk − q_nk) / W}.
 */
final class SoftmaxLoss implements Lbfgs.Objective {

    private final Design design;
    private final List<Part> parts;
    private final double l2;
    private final double weight;
    private final double[] probabilities;

    SoftmaxLoss(Design design, List<Part> parts, double l2) {
        this.design = design;
        this.parts = parts;
        this.l2 = l2;
        this.weight = parts.stream().mapToDouble(Part::weight).sum();
        int rows = parts.stream().mapToInt(Part::rows).max().orElseThrow();
        this.probabilities = new double[rows * design.classes()];
    }

    @Override
    public double valueAndGradient(double[] parameters, double[] gradient) {
        Arrays.fill(gradient, 0);
        double value = 0;
        for (Part part : parts) {
            value += add(part, parameters, gradient);
        }
        double penalty = 0;
        int weights = design.biasAt(0);
        for (int i = 0; i < weights; i++) {
            gradient[i] += l2 * parameters[i];
            penalty += parameters[i] * parameters[i];
        }
        return value + l2 / 2 * penalty;
    }

    private double add(Part part, double[] parameters, double[] gradient) {
        part.predict(design, parameters, probabilities);
        int rows = part.rows();
        double loss = 0;
        for (int k = 0; k < design.classes(); k++) {
            double bias = 0;
            for (int n = 0; n < rows; n++) {
                int at = k * rows + n;
                double q = part.targets()[at];
                double share = part.weights()[n] / weight;
                loss -= q == 0 ? 0 : share * q * Math.log(Math.max(Double.MIN_NORMAL, probabilities[at]));
                probabilities[at] = share * (probabilities[at] - q);
                bias += probabilities[at];
            }
            gradient[design.biasAt(k)] += bias;
        }
        part.block().addGradient(probabilities, design.classes(), gradient);
        return loss;
    }
}
