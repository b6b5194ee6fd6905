package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.model.World.Change;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a process runs, and what for: a script of events, each until it is acknowledged, or the table's stream, in pieces of any
 * length.
 *
 * @param name        tells processes apart
 * @param environment a function's environment, as it starts
 * @param script      its events; of no meaning to one that reads the stream
 * @param event       makes an event of a shard's records; null for one that has a script
 * @param reads       the changes that it is given
 * @param warm        whether an environment goes on to the next event, with all it remembers, or each event has a new one
 * @param torn        whether others' writes may come between the rows of its queries, as they may in DynamoDB
 * @param constant    keys of rows of which it sees nothing that others change
 * @param owns        keys of rows that no other process reads or writes
 */
record Program(
        String name,
        Function<DynamoDbClient, Handler> environment,
        List<JsonNode> script,
        BiFunction<String, List<JsonNode>, JsonNode> event,
        Predicate<Change> reads,
        boolean warm,
        boolean torn,
        Predicate<String> constant,
        Predicate<String> owns) {

    static Program scripted(String name, Function<DynamoDbClient, Handler> environment, JsonNode... script) {
        return new Program(
                name, environment, List.of(script), null, change -> false, false, false, isBatch(), key -> false);
    }

    static Program reading(
            String name,
            Function<DynamoDbClient, Handler> environment,
            BiFunction<String, List<JsonNode>, JsonNode> event,
            Predicate<Change> reads) {
        return new Program(name, environment, List.of(), event, reads, false, false, isBatch(), key -> false);
    }

    /** Nobody changes a batch while its tasks are labelled. */
    private static Predicate<String> isBatch() {
        return key -> key.startsWith("BATCH#") || key.startsWith("ACTIVE");
    }

    /** The same, which goes by nothing of these rows that anybody changes. */
    Program seeingNoChangeOf(Predicate<String> rows) {
        return new Program(name, environment, script, event, reads, warm, torn, constant.or(rows), owns);
    }

    /** The same, with rows of its own. */
    Program owning(Predicate<String> rows) {
        return new Program(name, environment, script, event, reads, warm, torn, constant, rows);
    }

    /** The same, given only those of its changes. */
    Program readingOnly(Predicate<Change> some) {
        return new Program(name, environment, script, event, reads.and(some), warm, torn, constant, owns);
    }

    /** The same, whose environment goes on from event to event. */
    Program stayingWarm() {
        return new Program(name, environment, script, event, reads, true, torn, constant, owns);
    }

    /** The same, whose queries are read row by row. */
    Program readingRowByRow() {
        return new Program(name, environment, script, event, reads, warm, true, constant, owns);
    }

    /** The same with a table that does not do what it is asked. */
    Program on(UnaryOperator<DynamoDbClient> table) {
        return new Program(
                name,
                dynamo -> environment.apply(table.apply(dynamo)),
                script,
                event,
                reads,
                warm,
                torn,
                constant,
                owns);
    }

    boolean readsStream() {
        return event != null;
    }
}
