package dev.labelmill.core.prelabel;

import java.util.List;

/** The pre-trained models that are at hand for one batch. */
public interface Pretrained {

    /**
     * The pre-trained embedder of a name.
     *
     * @throws IllegalArgumentException saying in one sentence that there is none of this name, here or at all
     */
    Features embedder(String name);

    /**
     * An embedder made from the user's own model.
     *
     * @param model as batch.json names it
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model, or that none can be run here
     */
    Features ownEmbedder(String model);

    /**
     * A classifier made from the user's own model.
     *
     * @param model as batch.json names it
     * @param classes the batch's classes, in the order of the distributions
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model, or that none can be run here
     */
    Labeler ownClassifier(String model, List<String> classes);

    /**
     * A detector made from the user's own model.
     *
     * @param model as batch.json names it
     * @param classes the batch's classes, in the order of the boxes' class indices
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model, or that none can be run here
     */
    Detector ownDetector(String model, List<String> classes);
}
