package dev.labelmill.lambda.store;

import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.store.TallyRows.Addition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Moves the counters of shards that have not been written to for long into one row, so that reading a total stays cheap. Their
 * watermarks stay, in case a record comes again after all.
 */
final class TallyCompaction {

    private final Table table;
    private final String tally;

    TallyCompaction(Table table, String tally) {
        this.table = table;
        this.tally = tally;
    }

    /** Moves those that nobody has written to since. */
    void compact(Instant untouchedSince) {
        table.partition(tally)
                .filter(row -> row.has(TallyStore.WATERMARK)
                        && !TallyRows.counters(row).isEmpty())
                .filter(row -> Instant.parse(row.string(TallyStore.TOUCHED)).isBefore(untouchedSince))
                .toList()
                .forEach(this::compact);
    }

    /**
     * Moves what a row held when it was read; nothing of what somebody else has moved since. The counters go by name, so many at a
     * time: whoever compacts the same row cuts it at the same places, and finds all of a part there or none of it.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException if somebody has written to it
     */
    void compact(Row shard) {
        Counters part = new Counters();
        for (Map.Entry<String, Long> counter :
                new TreeMap<>(TallyRows.counters(shard).nonZero()).entrySet()) {
            part.add(counter.getKey(), counter.getValue());
            if (part.size() == TallyStore.MAX_COUNTERS) {
                move(shard, part);
                part = new Counters();
            }
        }
        if (!part.isEmpty()) {
            move(shard, part);
        }
    }

    private void move(Row shard, Counters part) {
        Addition gain = Addition.of(part);
        table.dynamo()
                .transactWriteItems(b -> b.transactItems(
                                TransactWriteItem.builder().update(into(gain)).build(),
                                TransactWriteItem.builder()
                                        .update(outOf(shard, gain))
                                        .build())
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    }

    private Update into(Addition gain) {
        Map<String, AttributeValue> values = new HashMap<>(gain.values());
        values.put(":one", AttributeValue.fromN("1"));
        return Update.builder()
                .tableName(table.name())
                .key(Keys.of(tally, TallyRows.BASE))
                .updateExpression(gain.expression() + ", " + TallyRows.MOVES + " :one")
                .expressionAttributeNames(gain.names())
                .expressionAttributeValues(values)
                .build();
    }

    private Update outOf(Row shard, Addition gain) {
        List<String> removed = List.copyOf(gain.names().keySet());
        return Update.builder()
                .tableName(table.name())
                .key(Keys.of(tally, shard.sk()))
                .updateExpression("REMOVE " + String.join(", ", removed) + " ADD " + TallyRows.MOVES + " :one")
                .conditionExpression("watermark = :seen AND attribute_exists(" + removed.get(0) + ")")
                .expressionAttributeNames(gain.names())
                .expressionAttributeValues(Map.of(
                        ":seen",
                        AttributeValue.fromS(shard.string(TallyStore.WATERMARK)),
                        ":one",
                        AttributeValue.fromN("1")))
                .build();
    }
}
