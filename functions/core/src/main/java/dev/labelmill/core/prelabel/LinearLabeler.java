package dev.labelmill.core.prelabel;

import dev.labelmill.core.calibration.IsotonicConfidence;
import java.util.Optional;

/**
 * A linear softmax head: {@code p_k = exp(b_k + w_k·x) / Σ_j exp(b_j + w_j·x)} over the {@link Features} {@code x} of an
 * item.
 */
public final class LinearLabeler implements Labeler {

    private final String version;
    private final Features features;
    private final float[] weightsByFeature;
    private final float[] bias;
    private final Optional<IsotonicConfidence> calibration;

    /** A head whose own distributions are calibrated. */
    public LinearLabeler(String version, Features features, float[][] weights, float[] bias) {
        this(version, features, weights, bias, Optional.empty());
    }

    /**
     * @param version the model's version
     * @param features how an item becomes a vector
     * @param weights one row a class, as long as the vector; copied
     * @param bias one number a class; copied
     * @param calibration of what the weights say, if they do not hold it themselves
     * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
     */
    public LinearLabeler(
            String version,
            Features features,
            float[][] weights,
            float[] bias,
            Optional<IsotonicConfidence> calibration) {
        if (bias.length < 1 || weights.length != bias.length) {
            throw new IllegalArgumentException("the model needs one row of weights and one bias for each class");
        }
        this.version = version;
        this.features = features;
        this.bias = bias.clone();
        this.calibration = calibration;
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

    /** How an item becomes the vector that it weighs. */
    public Features features() {
        return features;
    }

    @Override
    public double[] distribution(Content content) throws UnusableContent {
        return distribution(features.vector(content));
    }

    /** The distribution of an item whose feature vector is known. */
    public double[] distribution(FeatureVector vector) {
        return calibrated(uncalibrated(vector));
    }

    /** What becomes of the weights' own distribution: the very same where they hold the calibration. */
    public double[] calibrated(double[] uncalibrated) {
        return calibration.isPresent() ? calibration.get().apply(uncalibrated) : uncalibrated;
    }

    /**
     * The distribution by the weights alone. Strategies go by this one: a curve with steps would have them take items for
     * equals that are not, and knows of no class but the most probable.
     */
    public double[] uncalibrated(FeatureVector vector) {
        int classes = bias.length;
        double[] scores = new double[classes];
        for (int k = 0; k < classes; k++) {
            scores[k] = bias[k];
        }
        int k = 0;
        for (; k + 4 <= classes; k += 4) {
            addFour(vector, k, scores);
        }
        for (; k < classes; k++) {
            addOne(vector, k, scores);
        }
        Softmax.inPlace(scores);
        return scores;
    }

    /** Four classes' sums at once stay in registers; each is added up in the same order as alone. */
    private void addFour(FeatureVector vector, int first, double[] scores) {
        double score0 = scores[first];
        double score1 = scores[first + 1];
        double score2 = scores[first + 2];
        double score3 = scores[first + 3];
        for (int i = 0; i < vector.size(); i++) {
            int at = vector.indices()[i] * bias.length + first;
            float value = vector.values()[i];
            score0 += value * weightsByFeature[at];
            score1 += value * weightsByFeature[at + 1];
            score2 += value * weightsByFeature[at + 2];
            score3 += value * weightsByFeature[at + 3];
        }
        scores[first] = score0;
        scores[first + 1] = score1;
        scores[first + 2] = score2;
        scores[first + 3] = score3;
    }

    private void addOne(FeatureVector vector, int k, double[] scores) {
        for (int i = 0; i < vector.size(); i++) {
            scores[k] += vector.values()[i] * weightsByFeature[vector.indices()[i] * bias.length + k];
        }
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
