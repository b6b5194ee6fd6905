package dev.labelmill.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A function.
 *
 * @param id logical id
 * @param export its name within the artifact
 * @param environment its variables: texts, and references to other resources
 * @param timeout of one call
 * @param memoryMegabytes what it has, and is charged for
 * @param concurrency the most calls at a time; empty for no limit of its own
 */
public record FunctionDefinition(
        String id,
        String export,
        Map<String, JsonNode> environment,
        Duration timeout,
        int memoryMegabytes,
        OptionalInt concurrency) {

    private static final String EXPORT = "QUARKUS_FUNQY_EXPORT";

    static FunctionDefinition of(Resource function) {
        JsonNode variables = function.at("/Environment/Variables");
        return new FunctionDefinition(
                function.id(),
                function.text("/Environment/Variables/" + EXPORT),
                variables.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                Duration.ofSeconds(function.requiredNumber("/Timeout")),
                function.requiredNumber("/MemorySize"),
                function.number("/ReservedConcurrentExecutions"));
    }

    /**
     * Its variables with references resolved.
     *
     * @param addresses from a logical id to what {@code Ref} of it stands for
     */
    public Map<String, String> environment(UnaryOperator<String> addresses) {
        return environment.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        variable -> Resource.reference(variable.getValue())
                                .map(addresses)
                                .orElseGet(() -> variable.getValue().asText())));
    }
}
