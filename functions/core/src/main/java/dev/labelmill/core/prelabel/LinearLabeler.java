package dev.labelmill.core.prelabel;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear softmax head: {@code p_k = exp(b_k + w_k·x) / Σ_j exp(b_j + w_j·x)} over the {@link Features} {@code x} of an
 * item.
 */
public final class LinearLabeler implements Labeler {

    private final String version;
    private final Features features;
    private final float[] weightsByFeature;
    private final float[] bias;

    /**
     * @param version the model's version
     * @param features how an item becomes a vector
     * @param weights one row a class, as long as the vector; copied
     * @param bias one number a class; copied
     * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
     */
    public LinearLabeler(String version, Features features, float[][] weights, float[] bias) {
        if (bias.length < 1 || weights.length != bias.length) {
            throw new IllegalArgumentException("the model needs one row of weights and one bias for each class");
        }
        this.version = version;
        this.features = features;
        this.bias = bias.clone();
        this.weightsByFeature = byFeature(weights, features.dimension());
        requireFinite(this.bias);
        requireFinite(this.weightsByFeature);
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public String version() {
        return version;
    }

    /** Number of classes of the head. */
    public int classes() {
        return bias.length;
    }

    @Override
    public double[] distribution(Content content) throws UnusableContent {
        return distribution(features.vector(content));
    }

    @Override
    public List<Attempt<double[]>> distributions(List<Content> contents) {
        List<Attempt<double[]>> distributions = new ArrayList<>(contents.size());
        for (Attempt<FeatureVector> vector : features.vectors(contents)) {
            distributions.add(Attempt.at(() -> distribution(vector.orThrow())));
        }
        return distributions;
    }

    /** The distribution of an item whose feature vector is known. */
    public double[] distribution(FeatureVector vector) {
        int classes = bias.length;
        double[] scores = new double[classes];
        for (int k = 0; k < classes; k++) {
            scores[k] = bias[k];
        }
        for (int i = 0; i < vector.size(); i++) {
            int row = vector.indices()[i] * classes;
            float value = vector.values()[i];
            for (int k = 0; k < classes; k++) {
                scores[k] += value * weightsByFeature[row + k];
            }
        }
        Softmax.inPlace(scores);
        return scores;
    }

    /** A feature's weights lie together, so that a sparse vector touches one cache line a feature. */
    private static float[] byFeature(float[][] weights, int dimension) {
        int classes = weights.length;
        float[] byFeature = new float[Math.multiplyExact(dimension, classes)];
        for (int k = 0; k < classes; k++) {
            if (weights[k].length != dimension) {
                throw new IllegalArgumentException(
                        "class " + k + " has " + weights[k].length + " weights, but the features are " + dimension);
            }
            for (int i = 0; i < dimension; i++) {
                byFeature[i * classes + k] = weights[k][i];
            }
        }
        return byFeature;
    }

    private static void requireFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("the model has a weight that is not a finite number");
            }
        }
    }
}
