package dev.labelmill.core.prelabel;

import java.util.Map;

/**
 * A model that its user brings, and the files beside it.
 *
 * @param model the model's file; not copied and not to be changed
 * @param description what the JSON file beside the model says of its pre-processing and its output
 * @param beside further files that the description names, such as a tokenizer's, by file name
 */
public record ModelFiles(byte[] model, byte[] description, Map<String, byte[]> beside) {

    public ModelFiles {
        beside = Map.copyOf(beside);
    }
}
