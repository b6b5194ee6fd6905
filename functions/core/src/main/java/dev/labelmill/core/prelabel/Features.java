package dev.labelmill.core.prelabel;

import java.util.ArrayList;
import java.util.List;

/**
 * How an item becomes a vector that a linear head can weigh. Implementations are safe for use by several threads, and give
 * equal vectors for equal content.
 */
public interface Features {

    /** Length of the vector. */
    int dimension();

    /**
     * The item's vector. The arrays may be shared and must not be changed.
     *
     * @throws UnusableContent if the content is of another kind or damaged
     */
    FeatureVector vector(Content content) throws UnusableContent;

    /**
     * The vectors of several items at once, for which some embedders take less time than one by one. The functions do not: an
     * item's vector must not depend on what happens to be beside it, which padding can change in its last digits.
     *
     * @return as many as there are items, in their order; an item that cannot be used takes no other with it
     */
    default List<Attempt<FeatureVector>> vectors(List<Content> contents) {
        List<Attempt<FeatureVector>> vectors = new ArrayList<>(contents.size());
        for (Content content : contents) {
            vectors.add(Attempt.at(() -> vector(content)));
        }
        return vectors;
    }
}
