package dev.labelmill.core.duplicates;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.Optional;

/**
 * When two items count as near-duplicates, judged by signatures alone, so that items of different chunks can be compared
 * without their vectors. Safe for use by several threads.
 */
public sealed interface Likeness permits SameVector, NearVector {

    /** The likeness of vectors whose cosine is at least so much. */
    static Likeness of(NearDuplicateSettings settings, Draw draw) {
        return settings.similarity() == 1 ? new SameVector() : new NearVector(settings.similarity(), draw);
    }

    /** The signature of a vector; empty for one without a direction, all zeros, which is like no other. */
    Optional<Signature> signature(FeatureVector features);

    /** Number of bands: only items that have the same key in one of them are compared. */
    int bands();

    /**
     * An item's key in a band.
     *
     * @param band from 0
     */
    long key(Signature signature, int band);

    /** Whether two items that share a key are near-duplicates. */
    boolean isMet(Signature one, Signature other);
}
