package dev.labelmill.core.hosted;

import java.util.List;

/** A hosted model and what it is asked. */
public sealed interface HostedModel {

    /** What it is called in settings, prices and rights: {@code <service>/<name>}, or the service's name alone. */
    String id();

    /** Items that one call takes at most. */
    default int itemsPerCall() {
        return 1;
    }

    /**
     * A SageMaker endpoint that takes JSON with texts, or an image's bytes, and gives JSON.
     *
     * @param endpoint      its name
     * @param contentType   of the request; empty: JSON for texts, an image's own type
     * @param inputField    of the request's JSON that holds a text, or a list of them
     * @param parameters    JSON that goes along as {@code parameters}; empty for none
     * @param itemsPerCall  texts in a request, 1 to 48; several go as a list
     * @param probabilities JSON pointer (RFC 6901) to an item's probabilities in its part of the answer
     * @param labels        the model's classes, if its probabilities come as a bare list
     * @param softmax       whether what it gives are scores whose softmax is the distribution
     */
    record Endpoint(
            String endpoint,
            String contentType,
            String inputField,
            String parameters,
            int itemsPerCall,
            String probabilities,
            List<String> labels,
            boolean softmax)
            implements HostedModel {

        public Endpoint {
            labels = List.copyOf(labels);
            CallSettings.requireRange(itemsPerCall, 1, 48, "prelabel.itemsPerCall");
        }

        @Override
        public String id() {
            return "sagemaker/" + endpoint;
        }
    }

    /**
     * A model on Bedrock that is asked by the Converse API and answers through a tool.
     *
     * @param model       id of a foundation model or of an inference profile
     * @param instruction what the classes mean, for the model
     * @param maxTokens   that an answer may have, 16 to 4096
     * @param temperature from 0 to 1
     */
    record Converse(String model, String instruction, int maxTokens, double temperature) implements HostedModel {

        public Converse {
            CallSettings.requireRange(maxTokens, 16, 4096, "prelabel.maxTokens");
            if (!(temperature >= 0 && temperature <= 1)) {
                throw new IllegalArgumentException("prelabel.temperature must be from 0 to 1, not " + temperature);
            }
        }

        @Override
        public String id() {
            return "bedrock/" + model;
        }
    }

    /**
     * Rekognition's DetectLabels.
     *
     * @param minConfidence in percent, of labels that it gives, 1 to 99
     * @param maxLabels     that it gives, 1 to 1000
     */
    record DetectLabels(int minConfidence, int maxLabels) implements HostedModel {

        public DetectLabels {
            CallSettings.requireRange(minConfidence, 1, 99, "prelabel.minConfidence");
            CallSettings.requireRange(maxLabels, 1, 1000, "prelabel.maxLabels");
        }

        @Override
        public String id() {
            return "rekognition";
        }
    }
}
