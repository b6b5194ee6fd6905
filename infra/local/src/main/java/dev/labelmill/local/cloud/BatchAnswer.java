package dev.labelmill.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a function says of a batch, with {@code ReportBatchItemFailures} on.
 *
 * @param failures identifiers of the records that failed; none if the batch succeeded
 * @param state of the tumbling window, if there is any
 */
public record BatchAnswer(Set<String> failures, Optional<JsonNode> state) {

    public BatchAnswer {
        failures = Set.copyOf(failures);
    }

    /**
     * Reads an answer as Lambda does: nothing, null, or no or an empty {@code batchItemFailures} is success.
     *
     * @return empty if the whole batch counts as failed: the answer is no JSON, or an identifier is missing, empty or not
     *     among {@code known}
     */
    public static Optional<BatchAnswer> parse(byte[] answer, Set<String> known) {
        return Json.parse(answer).flatMap(json -> read(json, known));
    }

    private static Optional<BatchAnswer> read(JsonNode json, Set<String> known) {
        Set<String> failures = new HashSet<>();
        for (JsonNode failure : json.path("batchItemFailures")) {
            String identifier = failure.path("itemIdentifier").asText("");
            if (!known.contains(identifier)) {
                return Optional.empty();
            }
            failures.add(identifier);
        }
        return Optional.of(new BatchAnswer(failures, Optional.ofNullable(json.get("state"))));
    }
}
