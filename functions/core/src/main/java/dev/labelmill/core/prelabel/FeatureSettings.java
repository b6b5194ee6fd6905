package dev.labelmill.core.prelabel;

/** Says how an item becomes the vector that a head weighs, in batch.json and in a model's file. */
public sealed interface FeatureSettings {

    /**
     * What does it.
     *
     * @throws IllegalArgumentException if a setting is out of range
     */
    Features features();

    /** The grey values of a small image of this size, see {@link Pixels}. */
    record OfPixels(int width, int height) implements FeatureSettings {

        @Override
        public Features features() {
            return new Pixels(width, height);
        }
    }

    /** Word n-grams of so many words, hashed into so many buckets, see {@link HashedNgrams}. */
    record OfNgrams(int buckets, int minN, int maxN) implements FeatureSettings {

        @Override
        public Features features() {
            return new HashedNgrams(buckets, minN, maxN);
        }
    }
}
