package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * What one more answer would tell about a task: the expected fall of the entropy of its class, in bits, over the
 * answers the annotator may give (MacKay, "Information-based objective functions for active data selection", Neural
 * Computation 4, 1992):
 *
 * <pre>
 *   I = H(p) - Σ_a p(a) H(p | a),   p(a) = Σ_s p(s) p_w(a | s)
 * </pre>
 *
 * <p>At least 0 but for rounding and at most log2 K. It is small where the class is sure, and where the annotator tells
 * nothing. Divided by what the annotator costs, it says where a dollar is spent best.
 */
public final class ExpectedInformation {

    private static final double BIT = Math.log(2);

    private final ConfusionModel model;
    private final double[] states;
    private final double[] classes;

    /** Of tasks as a model sees them. Not for several threads. */
    public ExpectedInformation(ConfusionModel model) {
        this.model = model;
        this.states = new double[model.states()];
        this.classes = new double[model.classes()];
    }

    /**
     * Of one more answer to a task.
     *
     * @param annotator who would answer, {@link ConsensusModel#STRANGER} where nobody knows
     * @return bits, from 0 to log2 of the number of classes
     */
    public double bits(TaskView task, int annotator) {
        model.states(task, states);
        double bits = entropy(states);
        double[] after = new double[states.length];
        for (int answer = 0; answer < classes.length; answer++) {
            double probability = 0;
            for (int s = 0; s < states.length; s++) {
                after[s] = states[s] * model.p(annotator, answer, s);
                probability += after[s];
            }
            for (int s = 0; s < states.length && probability > 0; s++) {
                after[s] /= probability;
            }
            bits -= probability * entropy(after);
        }
        return Math.max(0, bits);
    }

    /**
     * Of one more answer, per dollar.
     *
     * @param dollars price of the answer, above 0
     */
    public double perDollar(TaskView task, int annotator, double dollars) {
        if (!(dollars > 0)) {
            throw new IllegalArgumentException("an answer's price must be above 0: " + dollars);
        }
        return bits(task, annotator) / dollars;
    }

    /**
     * Of one more answer to a task of which this is believed.
     *
     * @param belief    one probability a class, summing to 1
     * @param confusion of whoever would answer, over as many classes
     * @return bits, from 0 to log2 of the number of classes
     */
    public static double bits(double[] belief, Confusion confusion) {
        double nats = entropyOf(belief);
        double[] after = new double[belief.length];
        for (int answer = 0; answer < belief.length; answer++) {
            double probability = 0;
            for (int truth = 0; truth < belief.length; truth++) {
                after[truth] = belief[truth] * confusion.p(truth, answer);
                probability += after[truth];
            }
            for (int truth = 0; truth < belief.length && probability > 0; truth++) {
                after[truth] /= probability;
            }
            nats -= probability * entropyOf(after);
        }
        return Math.max(0, nats / BIT);
    }

    private static double entropyOf(double[] belief) {
        double entropy = 0;
        for (double p : belief) {
            entropy -= p > 0 ? p * Math.log(p) : 0;
        }
        return entropy;
    }

    /** Entropy of the class in bits. */
    private double entropy(double[] belief) {
        Arrays.fill(classes, 0);
        int kinds = belief.length / classes.length;
        for (int s = 0; s < belief.length; s++) {
            classes[s / kinds] += belief[s];
        }
        return entropyOf(classes) / BIT;
    }
}
