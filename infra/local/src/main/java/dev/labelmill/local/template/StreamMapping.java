package dev.labelmill.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What gives the table's stream to a function.
 *
 * @param function export of the function
 * @param batchSize the most records of an event
 * @param batchingWindow how long a batch that is not full waits
 * @param tumblingWindow over which state is kept; empty for none
 * @param filters event patterns of which one must match; none lets everything pass
 * @param bisect whether a batch whose call failed is tried in halves
 * @param oldest age beyond which a failing record is given up; empty for never
 * @param failures logical id of the queue that is told of records given up; empty for none
 */
public record StreamMapping(
        String function,
        int batchSize,
        Duration batchingWindow,
        Optional<Duration> tumblingWindow,
        List<JsonNode> filters,
        boolean bisect,
        Optional<Duration> oldest,
        Optional<String> failures) {

    /** Retries without end is the one number of them that is provided for here. */
    private static final int FOR_EVER = -1;

    static StreamMapping of(Resource mapping, String function) {
        require(mapping, "/ParallelizationFactor", 1);
        require(mapping, "/MaximumRetryAttempts", FOR_EVER);
        return new StreamMapping(
                function,
                mapping.requiredNumber("/BatchSize"),
                Duration.ofSeconds(
                        mapping.number("/MaximumBatchingWindowInSeconds").orElse(0)),
                seconds(mapping.number("/TumblingWindowInSeconds")),
                filters(mapping),
                mapping.at("/BisectBatchOnFunctionError").asBoolean(),
                seconds(mapping.number("/MaximumRecordAgeInSeconds")),
                Resource.reference(mapping.at("/DestinationConfig/OnFailure/Destination")));
    }

    private static void require(Resource mapping, String pointer, int only) {
        int is = mapping.number(pointer).orElse(only);
        if (is != only) {
            throw new IllegalArgumentException(
                    mapping.id() + pointer + " is " + is + "; the local cloud knows " + only);
        }
    }

    private static Optional<Duration> seconds(OptionalInt number) {
        return number.isPresent() && number.getAsInt() > 0
                ? Optional.of(Duration.ofSeconds(number.getAsInt()))
                : Optional.empty();
    }

    private static List<JsonNode> filters(Resource mapping) {
        List<JsonNode> patterns = new ArrayList<>();
        for (JsonNode filter : mapping.at("/FilterCriteria/Filters")) {
            patterns.add(Json.parse(filter.path("Pattern").asText().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IllegalArgumentException(mapping.id() + " has a filter that is no JSON")));
        }
        return patterns;
    }
}
