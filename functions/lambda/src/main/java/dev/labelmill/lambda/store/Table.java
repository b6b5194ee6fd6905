package dev.labelmill.lambda.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The table and the few ways it is used: insert if absent, replace at a version, strongly consistent
 * reads. A write that may have taken effect before an error is safe to repeat: it then reports false,
 * and the caller reads again. One that the SDK itself repeated, because its answer was lost, reports true.
 */
public final class Table {

    /** Requests in a row that bring nothing before a read of many rows is given up: some ten seconds. */
    static final int MAX_FRUITLESS = 12;
    /**
     * Of a write in bulk: many calls of {@code prelabel} share what a young table gives. With the nine attempts that the SDK makes of
     * each, some three minutes, which an invocation has.
     */
    static final int MAX_FRUITLESS_WRITES = 40;

    private static final int BATCH_GET_LIMIT = 100;

    /** Of a lane that is seldom read to its end. */
    private static final int LANE_PAGE = 100;

    private static final ReturnConsumedCapacity CAPACITY = ReturnConsumedCapacity.TOTAL;

    private final DynamoDbClient dynamo;
    private final String name;
    private final Backoff.Pause pause;

    public Table(DynamoDbClient dynamo, String name) {
        this(dynamo, name, Backoff::sleep);
    }

    Table(DynamoDbClient dynamo, String name, Backoff.Pause pause) {
        this.dynamo = dynamo;
        this.name = name;
        this.pause = pause;
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    String name() {
        return name;
    }

    /** Writes a row if none has its key; false if one has. */
    boolean insert(Row row) {
        return put(row, "attribute_not_exists(pk)", Map.of());
    }

    /**
     * Inserts one row of very many, which may be more than the table takes in: waits while it is throttled.
     *
     * @return false if a row has its key
     * @throws IllegalStateException if it was throttled for minutes
     */
    boolean insertInBulk(Row row) {
        for (int fruitless = 0; ; fruitless++) {
            try {
                return insert(row);
            } catch (DynamoDbException e) {
                if (!e.isThrottlingException()) {
                    throw e;
                }
                pause(fruitless, MAX_FRUITLESS_WRITES);
            }
        }
    }

    /** Replaces a row that still has the version the caller read; false if it has another. */
    boolean replace(Row row, long expectedVersion) {
        return put(
                row, "version = :expected", Map.of(":expected", AttributeValue.fromN(Long.toString(expectedVersion))));
    }

    /** Writes a row if its condition holds; false if it does not. */
    boolean put(Row row, String condition, Map<String, AttributeValue> values) {
        AttributeValue mark = LostAnswer.mark();
        try {
            dynamo.putItem(b -> b.tableName(name)
                    .item(row.set(Keys.MARK, mark).values())
                    .conditionExpression(condition)
                    .expressionAttributeValues(values.isEmpty() ? null : values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .returnConsumedCapacity(CAPACITY));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return LostAnswer.hid(e, mark);
        }
    }

    /** Writes that are to happen together. */
    Transaction transaction() {
        return new Transaction(dynamo, name, pause);
    }

    /** Deletes a row; nothing happens if it is gone. */
    void delete(String pk, String sk) {
        dynamo.deleteItem(b -> b.tableName(name).key(Keys.of(pk, sk)).returnConsumedCapacity(CAPACITY));
    }

    /** One row, strongly consistent. */
    Optional<Row> get(String pk, String sk) {
        Map<String, AttributeValue> item = dynamo.getItem(b -> b.tableName(name)
                        .key(Keys.of(pk, sk))
                        .consistentRead(true)
                        .returnConsumedCapacity(CAPACITY))
                .item();
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(Row.of(item));
    }

    /** Many rows by key, strongly consistent, in no particular order; absent ones are left out. */
    List<Row> getAll(Collection<Map<String, AttributeValue>> keys) {
        List<Row> rows = new ArrayList<>(keys.size());
        Iterator<Map<String, AttributeValue>> remaining = keys.iterator();
        while (remaining.hasNext()) {
            List<Map<String, AttributeValue>> page = new ArrayList<>(BATCH_GET_LIMIT);
            while (remaining.hasNext() && page.size() < BATCH_GET_LIMIT) {
                page.add(remaining.next());
            }
            getPage(page, rows);
        }
        return rows;
    }

    private void getPage(List<Map<String, AttributeValue>> page, List<Row> rows) {
        Map<String, KeysAndAttributes> request = Map.of(
                name,
                KeysAndAttributes.builder().keys(page).consistentRead(true).build());
        int fruitless = 0;
        while (true) {
            Map<String, KeysAndAttributes> asked = request;
            BatchGetItemResponse answer =
                    dynamo.batchGetItem(b -> b.requestItems(asked).returnConsumedCapacity(CAPACITY));
            List<Map<String, AttributeValue>> read = answer.responses().getOrDefault(name, List.of());
            read.forEach(item -> rows.add(Row.of(item)));
            request = answer.unprocessedKeys();
            if (request.isEmpty()) {
                return;
            }
            fruitless = read.isEmpty() ? fruitless + 1 : 0;
            pause(fruitless, MAX_FRUITLESS);
        }
    }

    private void pause(int fruitless, int most) {
        if (fruitless == most) {
            throw new IllegalStateException(
                    "table " + name + " is throttled: " + fruitless + " requests in a row brought nothing");
        }
        pause.after(fruitless);
    }

    /** The rows of a partition, strongly consistent, in key order, page by page. */
    Stream<Row> partition(String pk) {
        return query("pk = :pk", Map.of(":pk", AttributeValue.fromS(pk)));
    }

    /** Those whose sort key begins so; DynamoDB takes no empty prefix. */
    Stream<Row> partition(String pk, String skPrefix) {
        return query(
                "pk = :pk AND begins_with(sk, :prefix)",
                Map.of(":pk", AttributeValue.fromS(pk), ":prefix", AttributeValue.fromS(skPrefix)));
    }

    private Stream<Row> query(String condition, Map<String, AttributeValue> values) {
        return dynamo
                .queryPaginator(b -> b.tableName(name)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values)
                        .consistentRead(true)
                        .returnConsumedCapacity(CAPACITY))
                .items()
                .stream()
                .map(Row::of);
    }

    /** The rows of all partitions whose sort key begins so, strongly consistent, page by page: it reads the whole table. */
    Stream<Row> scan(String skPrefix) {
        return dynamo
                .scanPaginator(b -> b.tableName(name)
                        .filterExpression("begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":prefix", AttributeValue.fromS(skPrefix)))
                        .consistentRead(true)
                        .returnConsumedCapacity(CAPACITY))
                .items()
                .stream()
                .map(Row::of);
    }

    /**
     * The keys in a lane whose rank is below one, best rank first, page by page; eventually consistent.
     *
     * @param behind the index key to begin behind, be it there or not; empty for the first
     */
    Stream<Row> lane(String lane, String belowRank, Map<String, AttributeValue> behind) {
        return dynamo
                .queryPaginator(b -> b.tableName(name)
                        .indexName(Keys.BY_LANE)
                        .keyConditionExpression("lane = :lane AND #rank < :rank")
                        .expressionAttributeNames(Map.of("#rank", Keys.RANK))
                        .expressionAttributeValues(
                                Map.of(":lane", AttributeValue.fromS(lane), ":rank", AttributeValue.fromS(belowRank)))
                        .exclusiveStartKey(behind.isEmpty() ? null : behind)
                        .limit(LANE_PAGE)
                        .returnConsumedCapacity(CAPACITY))
                .items()
                .stream()
                .map(Row::of);
    }

    /** The keys in a lane, best rank first, in pages as large as they may be; eventually consistent, as every such index is. */
    Stream<Row> lane(String lane) {
        return lane(lane, null);
    }

    /**
     * The same of a lane that is seldom read to its end.
     *
     * @param page how many keys are read at a time
     */
    Stream<Row> laneByPages(String lane, int page) {
        return lane(lane, page);
    }

    private Stream<Row> lane(String lane, Integer page) {
        return dynamo
                .queryPaginator(b -> b.tableName(name)
                        .indexName(Keys.BY_LANE)
                        .keyConditionExpression("lane = :lane")
                        .expressionAttributeValues(Map.of(":lane", AttributeValue.fromS(lane)))
                        .limit(page)
                        .returnConsumedCapacity(CAPACITY))
                .items()
                .stream()
                .map(Row::of);
    }
}
