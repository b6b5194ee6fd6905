package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.objects.Layout;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Amazon A2I's event that a human loop ended (SageMaker developer guide, "Use Amazon EventBridge in Amazon Augmented AI"). Its
 * output is a returned file like others where the flow definition writes under {@code returns/<vendor>/<batch>/}.
 */
final class HumanLoops {

    private static final String TYPE = "SageMaker A2I HumanLoop Status Change";

    private HumanLoops() {}

    /**
     * What an event told.
     *
     * @param key     of the output, where it can be read
     * @param problem why there is none, where there should be one
     */
    record Told(String loop, Instant at, Optional<String> key, Optional<String> problem) {}

    static boolean is(JsonNode message) {
        return "aws.sagemaker".equals(message.path("source").asText())
                && TYPE.equals(message.path("detail-type").asText());
    }

    /** @throws IllegalArgumentException if the event has no name or no time */
    static Told read(JsonNode event, String bucket) {
        JsonNode detail = event.path("detail");
        String loop = detail.path("humanLoopName").asText();
        if (loop.isEmpty() || loop.length() > 63) {
            throw new IllegalArgumentException("detail.humanLoopName is not 1 to 63 characters long");
        }
        Instant at = time(event.path("time").asText());
        String status = detail.path("humanLoopStatus").asText();
        if (!status.equals("Completed")) {
            return new Told(
                    loop,
                    at,
                    Optional.empty(),
                    Optional.of("human loop " + loop
                            + " ended without an answer; the reason is in its description in A2I"));
        }
        String output = detail.path("humanLoopOutput").path("outputS3Uri").asText();
        String folder = "s3://" + bucket + "/";
        Optional<String> key = Optional.of(output)
                .filter(uri -> uri.startsWith(folder))
                .map(uri -> uri.substring(folder.length()))
                .filter(k -> Layout.returned(k).isPresent());
        return new Told(
                loop,
                at,
                key,
                key.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "human loop " + loop + " wrote its output elsewhere; let the flow definition's output"
                                        + " path be returns/<vendor>/<batch>/ in Labelmill's bucket"));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is not a date and time", e);
        }
    }
}
