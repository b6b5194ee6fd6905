package dev.labelmill.core.prelabel;

/** Something that pre-labels items. Implementations are immutable and safe for use by several threads. */
public interface Labeler {

    /** The kind of labeler, as batch.json names it, for instance {@code rules}. */
    String name();

    /** Identifies what the labeler learnt or was told: equal versions give equal distributions for equal content. */
    String version();

    /**
     * A distribution over the batch's classes, by class index.
     *
     * @return as many probabilities as there are classes, each from 0 to 1, with the sum 1
     * @throws UnusableContent if this content cannot be pre-labelled
     */
    double[] distribution(Content content) throws UnusableContent;
}
