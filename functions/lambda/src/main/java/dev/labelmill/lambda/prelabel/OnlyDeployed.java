package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.Pretrained;
import java.util.List;

/** The pre-trained models of a batch that brings none of its own. */
record OnlyDeployed(Pretrained models) implements Pretrained {

    @Override
    public Features embedder(String name) {
        return models.embedder(name);
    }

    @Override
    public Features ownEmbedder(String model) {
        throw refusal(model);
    }

    @Override
    public Labeler ownClassifier(String model, List<String> classes) {
        throw refusal(model);
    }

    @Override
    public Detector ownDetector(String model, List<String> classes) {
        throw refusal(model);
    }

    private static IllegalArgumentException refusal(String model) {
        return new IllegalArgumentException("features are made by " + model
                + ", and a batch brings a model of its own for the labelers \"trained\" and \"onnx\" alone: choose \"trained\","
                + " which starts from the project's last head of these features");
    }
}
