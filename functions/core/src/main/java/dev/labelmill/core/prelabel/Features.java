package dev.labelmill.core.prelabel;

/** How an item becomes a vector that a linear head can weigh. */
public sealed interface Features permits HashedNgrams, Pixels {

    /** Length of the vector. */
    int dimension();

    /**
     * The item's vector. The arrays may be shared and must not be changed.
     *
     * @throws UnusableContent if the content is of another kind or damaged
     */
    FeatureVector vector(Content content) throws UnusableContent;
}
