package dev.labelmill.core.prelabel;

import java.util.Optional;
import java.util.OptionalInt;

/** Says how an item becomes the vector that a head weighs, in batch.json and in a model's file. */
public sealed interface FeatureSettings {

    /**
     * What does it.
     *
     * @param models what this deployment can run of pre-trained models
     * @throws IllegalArgumentException saying in one sentence which setting is out of range, or what is wrong with the model
     */
    Features features(Pretrained models);

    /**
     * Length of the vector; empty where only the model itself knows it.
     *
     * @throws IllegalArgumentException if a setting is out of range
     */
    OptionalInt dimension();

    /** Whether a pre-trained model does it, which not every deployment can run. */
    default boolean isPretrained() {
        return false;
    }

    /** The user's own model that does it: a file beside batch.json, or a bucket key under {@code models/}. */
    default Optional<String> ownModel() {
        return Optional.empty();
    }

    /** The grey values of a small image of this size, see {@link Pixels}. */
    record OfPixels(int width, int height) implements FeatureSettings {

        @Override
        public Features features(Pretrained models) {
            return new Pixels(width, height);
        }

        @Override
        public OptionalInt dimension() {
            return OptionalInt.of(new Pixels(width, height).dimension());
        }
    }

    /** Word n-grams of so many words, hashed into so many buckets, see {@link HashedNgrams}. */
    record OfNgrams(int buckets, int minN, int maxN) implements FeatureSettings {

        @Override
        public Features features(Pretrained models) {
            return new HashedNgrams(buckets, minN, maxN);
        }

        @Override
        public OptionalInt dimension() {
            return OptionalInt.of(new HashedNgrams(buckets, minN, maxN).dimension());
        }
    }

    /** What {@code all-MiniLM-L6-v2} makes of a text. */
    record OfMiniLm() implements FeatureSettings {

        /** Its name in batch.json, and as an embedder. */
        public static final String NAME = "minilm";

        private static final int DIMENSION = 384;

        @Override
        public Features features(Pretrained models) {
            return models.embedder(NAME);
        }

        @Override
        public OptionalInt dimension() {
            return OptionalInt.of(DIMENSION);
        }

        @Override
        public boolean isPretrained() {
            return true;
        }
    }

    /** What the user's own ONNX model makes of a text or an image, as the JSON file beside the model says. */
    record OfModel(String model) implements FeatureSettings {

        @Override
        public Features features(Pretrained models) {
            return models.ownEmbedder(model);
        }

        @Override
        public OptionalInt dimension() {
            return OptionalInt.empty();
        }

        @Override
        public boolean isPretrained() {
            return true;
        }

        @Override
        public Optional<String> ownModel() {
            return Optional.of(model);
        }
    }
}
