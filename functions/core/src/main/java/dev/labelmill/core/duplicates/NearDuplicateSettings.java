package dev.labelmill.core.duplicates;

/**
 * Which items batch.json wants to be labelled once.
 *
 * @param similarity the least cosine of their feature vectors, from {@value #LEAST} to 1; 1 means the very same vector
 */
public record NearDuplicateSettings(double similarity) {

    /** Below it items are alike and not nearly the same, and so many pairs share a key that comparing them takes long. */
    public static final double LEAST = 0.9;

    /** @throws IllegalArgumentException if the similarity is out of range */
    public NearDuplicateSettings {
        if (!(similarity >= LEAST && similarity <= 1)) {
            throw new IllegalArgumentException(
                    "nearDuplicates.similarity must be from " + LEAST + " to 1, not " + similarity);
        }
    }
}
