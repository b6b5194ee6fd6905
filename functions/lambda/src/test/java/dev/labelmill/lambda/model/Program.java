package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a process runs, and what for: a script of events, each until it is acknowledged, or the table's stream, in pieces of any
 * length.
 *
 * @param name        tells processes apart
 * @param environment a function's environment, as it starts
 * @param script      its events; of no meaning to one that reads the stream
 * @param event       makes an event of a shard's records; null for one that has a script
 * @param reads       keys of the rows whose changes it is given
 * @param warm        whether an environment goes on to the next event, with all it remembers, or each event has a new one
 * @param constant    keys of rows of which it sees nothing that others change
 * @param owns        keys of rows that no other process reads or writes
 */
record Program(
        String name,
        Function<DynamoDbClient, Handler> environment,
        List<JsonNode> script,
        BiFunction<String, List<JsonNode>, JsonNode> event,
        Predicate<String> reads,
        boolean warm,
        Predicate<String> constant,
        Predicate<String> owns) {

    static Program scripted(String name, Function<DynamoDbClient, Handler> environment, JsonNode... script) {
        return new Program(name, environment, List.of(script), null, key -> false, false, isBatch(), key -> false);
    }

    static Program reading(
            String name,
            Function<DynamoDbClient, Handler> environment,
            BiFunction<String, List<JsonNode>, JsonNode> event,
            Predicate<String> reads) {
        return new Program(name, environment, List.of(), event, reads, false, isBatch(), key -> false);
    }

    /** Nobody changes a batch while its tasks are labelled. */
    private static Predicate<String> isBatch() {
        return key -> key.startsWith("BATCH#");
    }

    /** The same, which goes by nothing of these rows that anybody changes. */
    Program seeingNoChangeOf(Predicate<String> rows) {
        return new Program(name, environment, script, event, reads, warm, constant.or(rows), owns);
    }

    /** The same, with rows of its own. */
    Program owning(Predicate<String> rows) {
        return new Program(name, environment, script, event, reads, warm, constant, rows);
    }

    boolean readsStream() {
        return event != null;
    }
}
