package dev.labelmill.core.prelabel;

import java.util.List;
import java.util.Set;

/**
 * Pre-trained models that need a run-time library of their own, which not every package of the functions carries. The
 * library's module implements this and is found as a service (see {@link Embedders}).
 */
public interface EmbedderProvider {

    /** The names of the pre-trained embedders that come with it, as batch.json names them, for instance {@code minilm}. */
    Set<String> names();

    /**
     * The pre-trained embedder of a name. It is loaded at the first call and shared by later ones.
     *
     * @param name one of {@link #names()}
     */
    Features embedder(String name);

    /**
     * An embedder made from its user's own model.
     *
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model or its description
     */
    Features embedder(ModelFiles files);

    /**
     * A classifier made from its user's own model, its classes mapped to the batch's.
     *
     * @param classes the batch's classes, in the order of the distributions
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model or its description
     */
    Labeler classifier(ModelFiles files, List<String> classes);

    /**
     * A detector made from its user's own model, its classes mapped to the batch's.
     *
     * @param classes the batch's classes, in the order of the boxes' class indices
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model or its description
     */
    Detector detector(ModelFiles files, List<String> classes);
}
