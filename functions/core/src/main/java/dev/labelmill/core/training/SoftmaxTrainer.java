package dev.labelmill.core.training;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression with an L2 penalty of given strength: minimises {@link SoftmaxLoss} over the weights
 * and the biases (which are not penalised) by full-batch {@link Lbfgs}. The objective is convex and the method has no
 * randomness: equal input gives equal output. A class that no example has keeps driving its bias down until the
 * iterations end, which is harmless.
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
     * What was learnt, in the form that {@link dev.labelmill.core.prelabel.LinearLabeler} takes.
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
        int[] all = IntStream.range(0, examples[0].length).toArray();
        List<Example> list = new ArrayList<>();
        for (int n = 0; n < examples.length; n++) {
            FeatureVector features = new FeatureVector(all.length, all, examples[n]);
            list.add(Example.certain(Integer.toString(n), features, labels[n], classes, 0));
        }
        Design design = new Design(list, all.length, classes);
        double[] parameters = new double[design.parameters()];
        SoftmaxLoss loss = new SoftmaxLoss(design, Part.of(design, list), l2);
        Lbfgs.minimise(loss, parameters, ITERATIONS, GRADIENT_TOLERANCE);
        return design.head(parameters);
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
}
