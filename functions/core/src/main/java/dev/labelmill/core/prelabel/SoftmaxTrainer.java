package dev.labelmill.core.prelabel;

import java.util.Arrays;

/**
 * Multinomial logistic regression with an L2 penalty. It minimises
 *
 * <pre>  −1/n · Σ_i log p(y_i | x_i)  +  l2/2 · Σ_k |w_k|²</pre>
 *
 * over the weights {@code w} and the biases (which are not penalised) by full-batch {@link Lbfgs}. The objective is
 * convex and the method has no randomness: equal input gives equal output. A class that no example has keeps driving
 * its bias down until the iterations end, which is harmless.
 */
public final class SoftmaxTrainer {

    private static final int ITERATIONS = 500;
    private static final double GRADIENT_TOLERANCE = 1e-6;

    private final double l2;

    /**
     * @param l2 strength of the penalty, above 0
     * @throws IllegalArgumentException if it is not
     */
    public SoftmaxTrainer(double l2) {
        if (!(l2 > 0) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("l2 must be a positive number");
        }
        this.l2 = l2;
    }

    /**
     * What was learnt, in the form that {@link LinearLabeler} takes.
     *
     * @param weights one row a class
     * @param bias one number a class
     */
    public record Head(float[][] weights, float[] bias) {}

    /**
     * Fits a head.
     *
     * @param examples one dense vector an example, all of one length
     * @param labels each example's class index
     * @param classes number of classes, at least 2
     * @throws IllegalArgumentException if there are no examples, or sizes or labels do not fit
     */
    public Head fit(float[][] examples, int[] labels, int classes) {
        requireFitting(examples, labels, classes);
        int dimension = examples[0].length;
        double[] parameters = new double[classes * (dimension + 1)];
        Lbfgs.minimise(new Loss(examples, labels, classes, l2), parameters, ITERATIONS, GRADIENT_TOLERANCE);

        float[][] weights = new float[classes][dimension];
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            int row = k * (dimension + 1);
            for (int i = 0; i < dimension; i++) {
                weights[k][i] = (float) parameters[row + i];
            }
            bias[k] = (float) parameters[row + dimension];
        }
        return new Head(weights, bias);
    }

    private static void requireFitting(float[][] examples, int[] labels, int classes) {
        if (classes < 2 || examples.length == 0 || examples.length != labels.length) {
            throw new IllegalArgumentException("there must be two classes or more, and one label for each example");
        }
        for (int i = 0; i < examples.length; i++) {
            if (examples[i].length != examples[0].length || labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("example " + i + " has another length or a label of no class");
            }
        }
    }

    /** Parameters lie class by class, each class's weights followed by its bias. */
    private record Loss(float[][] examples, int[] labels, int classes, double l2) implements Lbfgs.Objective {

        @Override
        public double valueAndGradient(double[] parameters, double[] gradient) {
            int dimension = examples[0].length;
            Arrays.fill(gradient, 0);
            double[] p = new double[classes];
            double value = 0;
            for (int n = 0; n < examples.length; n++) {
                value += addExample(examples[n], labels[n], parameters, gradient, p);
            }
            value /= examples.length;
            for (int k = 0; k < classes; k++) {
                int row = k * (dimension + 1);
                for (int i = row; i < row + dimension; i++) {
                    gradient[i] = gradient[i] / examples.length + l2 * parameters[i];
                    value += l2 / 2 * parameters[i] * parameters[i];
                }
                gradient[row + dimension] /= examples.length;
            }
            return value;
        }

        /** The example's {@code −log p(y)}; its gradient for class k is {@code (p_k − [k = y]) · (x, 1)}. */
        private double addExample(float[] x, int label, double[] parameters, double[] gradient, double[] p) {
            int dimension = x.length;
            for (int k = 0; k < classes; k++) {
                int row = k * (dimension + 1);
                double score = parameters[row + dimension];
                for (int i = 0; i < dimension; i++) {
                    score += parameters[row + i] * x[i];
                }
                p[k] = score;
            }
            double labelScore = p[label];
            double logOfSum = Softmax.inPlace(p);
            for (int k = 0; k < classes; k++) {
                int row = k * (dimension + 1);
                double residual = k == label ? p[k] - 1 : p[k];
                for (int i = 0; i < dimension; i++) {
                    gradient[row + i] += residual * x[i];
                }
                gradient[row + dimension] += residual;
            }
            return logOfSum - labelScore;
        }
    }
}
