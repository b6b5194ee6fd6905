package dev.labelmill.lambda.model;

import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.model.ReplayedTable.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The one table that all processes share, which can be set back to any state that it was in. */
final class SharedTable {

    static final String NAME = "model";

    private final MemoryTable table = new MemoryTable(NAME, new KeysIndex("by-lane", "lane", "rank"));
    private SortedMap<String, Map<String, AttributeValue>> held = new TreeMap<>();

    MemoryTable client() {
        return table;
    }

    /** Holds just these rows from now on. */
    void reset(SortedMap<String, Map<String, AttributeValue>> rows) {
        if (rows == held) {
            return;
        }
        held.forEach((key, row) -> {
            if (!rows.containsKey(key)) {
                table.deleteItem(b -> b.tableName(NAME).key(Map.of("pk", row.get("pk"), "sk", row.get("sk"))));
            }
        });
        rows.forEach((key, row) -> {
            if (held.get(key) != row) {
                table.putItem(b -> b.tableName(NAME).item(row));
            }
        });
        held = rows;
    }

    /** All rows by key as they are after a request; those that it did not change are the same objects as before. */
    SortedMap<String, Map<String, AttributeValue>> rows(DynamoDbRequest request) {
        if (!isWrite(request)) {
            return held;
        }
        SortedMap<String, Map<String, AttributeValue>> rows = new TreeMap<>(held);
        for (String key : keys(request)) {
            String[] parts = key.split("\n", 2);
            Map<String, AttributeValue> row = table.getItem(b -> b.tableName(NAME)
                            .key(Map.of("pk", AttributeValue.fromS(parts[0]), "sk", AttributeValue.fromS(parts[1]))))
                    .item();
            if (row.isEmpty()) {
                rows.remove(key);
            } else if (!row.equals(held.get(key))) {
                rows.put(key, Map.copyOf(row));
            }
        }
        held = rows;
        return rows;
    }

    /** All rows by key as they are now; those that did not change are the same objects as before. */
    SortedMap<String, Map<String, AttributeValue>> rows() {
        SortedMap<String, Map<String, AttributeValue>> rows = new TreeMap<>();
        for (Map<String, AttributeValue> row : table.all()) {
            String key = key(row);
            Map<String, AttributeValue> before = held.get(key);
            rows.put(key, row.equals(before) ? before : Map.copyOf(row));
        }
        held = rows;
        return rows;
    }

    static String key(Map<String, AttributeValue> key) {
        return key.get("pk").s() + "\n" + key.get("sk").s();
    }

    Answer answer(DynamoDbRequest request) {
        try {
            return new Answer(request, call(request), null);
        } catch (RuntimeException e) {
            return new Answer(request, null, e);
        }
    }

    private Object call(DynamoDbRequest request) {
        if (request instanceof GetItemRequest get) {
            return table.getItem(get);
        }
        if (request instanceof BatchGetItemRequest get) {
            return table.batchGetItem(get);
        }
        if (request instanceof QueryRequest query) {
            return table.query(query);
        }
        if (request instanceof PutItemRequest put) {
            return table.putItem(put);
        }
        if (request instanceof UpdateItemRequest update) {
            return table.updateItem(update);
        }
        if (request instanceof DeleteItemRequest delete) {
            return table.deleteItem(delete);
        }
        return table.transactWriteItems((TransactWriteItemsRequest) request);
    }

    static boolean isWrite(DynamoDbRequest request) {
        return !(request instanceof GetItemRequest
                || request instanceof BatchGetItemRequest
                || request instanceof QueryRequest);
    }

    /** The keys that a request names, as far as it does: a query names a partition, or a lane. */
    static List<String> keys(DynamoDbRequest request) {
        if (request instanceof GetItemRequest get) {
            return List.of(key(get.key()));
        }
        if (request instanceof BatchGetItemRequest get) {
            return get.requestItems().get(NAME).keys().stream()
                    .map(SharedTable::key)
                    .toList();
        }
        if (request instanceof QueryRequest query) {
            return query.expressionAttributeValues().values().stream()
                    .map(AttributeValue::s)
                    .toList();
        }
        if (request instanceof PutItemRequest put) {
            return List.of(key(put.item()));
        }
        if (request instanceof UpdateItemRequest update) {
            return List.of(key(update.key()));
        }
        if (request instanceof DeleteItemRequest delete) {
            return List.of(key(delete.key()));
        }
        List<String> keys = new ArrayList<>();
        for (TransactWriteItem item : ((TransactWriteItemsRequest) request).transactItems()) {
            Stream.of(
                            item.put() == null ? null : item.put().item(),
                            item.update() == null ? null : item.update().key(),
                            item.delete() == null ? null : item.delete().key(),
                            item.conditionCheck() == null
                                    ? null
                                    : item.conditionCheck().key())
                    .filter(key -> key != null)
                    .map(SharedTable::key)
                    .forEach(keys::add);
        }
        return keys;
    }
}
