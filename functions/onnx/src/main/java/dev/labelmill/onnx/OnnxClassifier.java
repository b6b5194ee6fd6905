package dev.labelmill.onnx;

import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.UnusableContent;

/** A model that classifies by itself, its classes mapped to the batch's. */
final class OnnxClassifier implements Labeler {

    private final String version;
    private final OnnxModel<?> model;
    private final Activation activation;
    private final ClassMapping mapping;

    /** @throws IllegalArgumentException if the model has not as many outputs as there are labels for */
    OnnxClassifier(String version, OnnxModel<?> model, Activation activation, ClassMapping mapping) {
        this.version = version;
        this.model = model;
        this.activation = activation;
        this.mapping = mapping;
        if (model.width() != activation.width(mapping.outputs())) {
            throw new IllegalArgumentException("the model gives " + model.width() + " numbers, but output.labels names "
                    + mapping.outputs() + " classes");
        }
    }

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public double[] distribution(Content content) throws UnusableContent {
        return distribution(model.row(content));
    }

    private double[] distribution(float[] row) throws UnusableContent {
        for (float number : row) {
            if (!Float.isFinite(number)) {
                throw new UnusableContent("The model gives numbers that are not finite for this item.");
            }
        }
        return mapping.distribution(activation.probabilities(row));
    }
}
