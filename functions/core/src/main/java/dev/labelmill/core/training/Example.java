package dev.labelmill.core.training;

import dev.labelmill.core.prelabel.FeatureVector;

/**
 * An item that people labelled, to learn from.
 *
 * @param id             its name; folds are drawn by it
 * @param features       its feature vector
 * @param target         the posterior over the classes that people's labels give; sums to 1; not copied
 * @param weight         how much it counts, above 0; 1 for most
 * @param round          the round it was chosen in: 0 is the first sample, drawn at random from the batch, later ones are
 *     chosen for what they teach; {@link #NO_ROUND} if it was known beforehand
 */
public record Example(String id, FeatureVector features, double[] target, double weight, int round) {

    /** Of an example that no round has chosen: it is neither drawn at random nor ever new. */
    public static final int NO_ROUND = -1;

    private static final double ROUNDING = 1e-6;

    /** @throws IllegalArgumentException if the target is no distribution, the weight no positive number or the
     *     round below {@link #NO_ROUND} */
    public Example {
        double sum = 0;
        for (double probability : target) {
            if (!(probability >= 0)) {
                throw new IllegalArgumentException("example " + id + " has a negative probability");
            }
            sum += probability;
        }
        if (!(Math.abs(sum - 1) < ROUNDING) || !(weight > 0 && weight < Double.POSITIVE_INFINITY) || round < NO_ROUND) {
            throw new IllegalArgumentException(
                    "example " + id + " needs a distribution and a positive weight, and a round");
        }
    }

    /** Whether it was drawn at random from the batch. */
    public boolean representative() {
        return round == 0;
    }

    /**
     * An item whose class is certain, with weight 1.
     *
     * @param label   index of its class
     * @param classes number of classes
     * @param round   see {@link #round}
     */
    public static Example certain(String id, FeatureVector features, int label, int classes, int round) {
        double[] target = new double[classes];
        target[label] = 1;
        return new Example(id, features, target, 1, round);
    }
}
