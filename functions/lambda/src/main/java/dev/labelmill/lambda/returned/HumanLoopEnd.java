package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.objects.Layout;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Amazon A2I's event that a human loop ended (SageMaker developer guide, "Use Amazon CloudWatch Events in Amazon Augmented AI"):
 * completed, failed or stopped. The output of a completed one is a returned file like others.
 *
 * @param loop    its name
 * @param output  the key of what its workers answered, where that can be read
 * @param problem why it cannot, in one sentence
 * @param cause   what A2I says of a failure; else empty
 */
record HumanLoopEnd(String loop, Instant at, Optional<String> output, Optional<String> problem, String cause) {

    private static final String TYPE = "SageMaker A2I HumanLoop Status Change";
    /** API reference, HumanLoopSummary: the names of human loops. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9](-*[a-z0-9]){0,62}");

    static boolean is(JsonNode message) {
        return "aws.sagemaker".equals(message.path("source").asText())
                && TYPE.equals(message.path("detail-type").asText());
    }

    /**
     * Reads an event.
     *
     * @param bucket that returned files are in
     * @throws IllegalArgumentException if it lacks the loop's name, its status or the time
     */
    static HumanLoopEnd read(JsonNode event, String bucket) {
        JsonNode detail = event.path("detail");
        String loop = detail.path("humanLoopName").asText();
        if (!NAME.matcher(loop).matches()) {
            throw new IllegalArgumentException("detail.humanLoopName is no name of a human loop");
        }
        Instant at = time(event.path("time").asText());
        return switch (detail.path("humanLoopStatus").asText()) {
            case "Completed" ->
                completed(loop, at, detail.at("/humanLoopOutput/outputS3Uri").asText(), bucket);
            case "Failed" ->
                unanswered(
                        loop,
                        at,
                        "failed, so that nobody has answered",
                        detail.path("failureReason").asText(""));
            case "Stopped" -> unanswered(loop, at, "was stopped before it was answered", "");
            default -> throw new IllegalArgumentException("detail.humanLoopStatus is not Completed, Failed or Stopped");
        };
    }

    private static HumanLoopEnd completed(String loop, Instant at, String address, String bucket) {
        String folder = "s3://" + bucket + "/";
        Optional<String> key = Optional.of(address)
                .filter(uri -> uri.startsWith(folder))
                .map(uri -> uri.substring(folder.length()))
                .filter(found -> Layout.returned(found).isPresent());
        return key.isPresent()
                ? new HumanLoopEnd(loop, at, key, Optional.empty(), "")
                : unanswered(
                        loop,
                        at,
                        "wrote its output elsewhere; let the flow definition's output path be returns/<vendor>/ in"
                                + " Labelmill's bucket",
                        address);
    }

    private static HumanLoopEnd unanswered(String loop, Instant at, String what, String cause) {
        return new HumanLoopEnd(loop, at, Optional.empty(), Optional.of("the human loop " + loop + " " + what), cause);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is not a date and time", e);
        }
    }
}
