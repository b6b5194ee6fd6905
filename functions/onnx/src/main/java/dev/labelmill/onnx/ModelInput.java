package dev.labelmill.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;
import java.util.List;
import java.util.Map;

/**
 * How contents become the tensors that a model takes.
 *
 * @param <E> what one content is made into before it joins a batch
 */
interface ModelInput<E> {

    /** @throws UnusableContent if the content is of another kind or damaged */
    E prepare(Content content) throws UnusableContent;

    /** Something to try the model with. */
    E sample();

    /** How long an example is, in positions that pooling may average over: tokens, or 0 where the model says. */
    int length(E example);

    /** The tensors of a batch by the names of the model's inputs; the caller closes them. */
    Map<String, OnnxTensor> tensors(List<E> batch) throws OrtException;
}
