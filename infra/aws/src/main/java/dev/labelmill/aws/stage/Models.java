package dev.labelmill.aws.stage;

import java.util.List;

/**
 * Hosted models that a deployment may call.
 *
 * @param endpoints   SageMaker endpoints in the stack's account and region
 * @param bedrock     models on Bedrock
 * @param rekognition whether Rekognition may detect labels
 * @param concurrency calls at a time of one environment, 1 to 64
 */
public record Models(List<String> endpoints, List<Bedrock> bedrock, boolean rekognition, int concurrency) {

    /** None, as long as a stage lists none. */
    public static final Models NONE = new Models(List.of(), List.of(), false, 1);

    /**
     * A model on Bedrock.
     *
     * @param model   id of a foundation model, or of an inference profile: that is its model's with a place before it
     * @param regions that a profile sends calls to; empty for a foundation model of the stack's own region
     */
    public record Bedrock(String model, List<String> regions) {
        /** Copies the list. */
        public Bedrock {
            regions = List.copyOf(regions);
        }
    }

    /** Copies the lists. */
    public Models {
        endpoints = List.copyOf(endpoints);
        bedrock = List.copyOf(bedrock);
    }

    /** Whether there is any. */
    public boolean any() {
        return rekognition || !endpoints.isEmpty() || !bedrock.isEmpty();
    }
}
