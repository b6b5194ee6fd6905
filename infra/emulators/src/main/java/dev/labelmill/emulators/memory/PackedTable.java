package dev.labelmill.emulators.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A table like {@link MemoryTable} for many millions of items: these, and its index, are bytes outside the heap. It tells of every
 * change, and what each key takes; consumed units are always answered, those of the index among them. Safe for use by several
 * threads, one write at a time.
 */
public final class PackedTable implements DynamoDbClient {
    private static final int IN_TRANSACTION = 2;

    private final String name;
    private final PackedMap rows = new PackedMap();
    private final PackedIndex index;
    private final Changes changes;
    private final Traffic traffic;
    private final Units units = new Units();

    /** @param name the table's, which nobody asks for */
    public PackedTable(String name, KeysIndex index, Changes changes, Traffic traffic) {
        this.name = name;
        this.index = new PackedIndex(index);
        this.changes = changes;
        this.traffic = traffic;
    }

    /** Bytes outside the heap. */
    public long allocated() {
        return rows.allocated() + index.allocated();
    }

    /** What was consumed so far. */
    public Units units() {
        return units;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Write write = Write.put(
                request.item(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        double written =
                one(write, request.returnValuesOnConditionCheckFailure()).units();
        return PutItemResponse.builder().consumedCapacity(capacity(written)).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Write write = Write.update(
                request.key(),
                request.updateExpression(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        Applied applied = one(write, request.returnValuesOnConditionCheckFailure());
        UpdateItemResponse.Builder answer = UpdateItemResponse.builder().consumedCapacity(capacity(applied.units()));
        if (request.returnValues() == ReturnValue.ALL_NEW) {
            answer.attributes(applied.done().after());
        } else if (request.returnValues() == ReturnValue.ALL_OLD) {
            answer.attributes(applied.done().before());
        }
        return answer.build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Write write = Write.delete(
                request.key(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        double written =
                one(write, request.returnValuesOnConditionCheckFailure()).units();
        return DeleteItemResponse.builder().consumedCapacity(capacity(written)).build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        List<Write> writes = request.transactItems().stream().map(Write::of).toList();
        double written = 0;
        List<Write.Done> tried = new ArrayList<>();
        synchronized (this) {
            writes.forEach(write -> tried.add(tryOn(write)));
            boolean all = tried.stream().allMatch(Write.Done::held);
            for (int i = 0; i < writes.size(); i++) {
                written += IN_TRANSACTION * charge(writes.get(i), tried.get(i), IN_TRANSACTION);
                written += all ? keep(writes.get(i).key(), tried.get(i)) : 0;
            }
        }
        if (!tried.stream().allMatch(Write.Done::held)) {
            throw TransactionCanceledException.builder()
                    .message("transaction cancelled, see the reasons")
                    .cancellationReasons(tried.stream()
                            .map(done -> CancellationReason.builder()
                                    .code(done.held() ? "None" : "ConditionalCheckFailed")
                                    .build())
                            .toList())
                    .build();
        }
        return TransactWriteItemsResponse.builder()
                .consumedCapacity(List.of(capacity(written)))
                .build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Items.Key key = Items.Key.of(request.key());
        Map<String, AttributeValue> item = get(key);
        double read = read(key.pk(), ItemSize.of(item), request.consistentRead());
        GetItemResponse.Builder answer = GetItemResponse.builder().consumedCapacity(capacity(read));
        return item.isEmpty() ? answer.build() : answer.item(item).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        double read = 0;
        var asked = request.requestItems().get(name);
        for (Map<String, AttributeValue> attributes : asked.keys()) {
            Items.Key key = Items.Key.of(attributes);
            Map<String, AttributeValue> item = get(key);
            read += read(key.pk(), ItemSize.of(item), asked.consistentRead());
            if (!item.isEmpty()) {
                found.add(item);
            }
        }
        return BatchGetItemResponse.builder()
                .responses(Map.of(name, found))
                .unprocessedKeys(Map.of())
                .consumedCapacity(List.of(capacity(read)))
                .build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        Condition condition = Expressions.condition(
                        request.keyConditionExpression(), request.expressionAttributeNames())
                .expression();
        String attribute = request.indexName() == null ? "pk" : index.hash();
        String hash = condition
                .equal(attribute, request.expressionAttributeValues())
                .orElseThrow(() -> Invalid.because("a query needs an equality of " + attribute))
                .s();
        PackedPage page = new PackedPage(condition, request);
        if (request.indexName() == null) {
            page.read(
                    rows,
                    hash,
                    request.hasExclusiveStartKey() ? place(request.exclusiveStartKey()) : null,
                    PackedTable::item);
        } else {
            page.read(index.entries(), hash, index.place(request.exclusiveStartKey()), index::keys);
        }
        double read = read(hash, page.bytes(), request.consistentRead());
        return QueryResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.items().size())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(capacity(read))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}

    private record Applied(Write.Done done, double units) {}

    private Applied one(Write write, ReturnValuesOnConditionCheckFailure onFailure) {
        Applied applied = alone(() -> {
            Write.Done done = tryOn(write);
            double written = charge(write, done, 1);
            return new Applied(done, done.held() ? written + keep(write.key(), done) : written);
        });
        if (applied.done().held()) {
            return applied;
        }
        boolean tell = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD
                && !applied.done().before().isEmpty();
        throw ConditionalCheckFailedException.builder()
                .message("the conditional request failed")
                .item(tell ? applied.done().before() : null)
                .build();
    }

    private synchronized <T> T alone(Supplier<T> action) {
        return action.get();
    }

    private Write.Done tryOn(Write write) {
        Map<String, AttributeValue> before = get(write.key());
        TreeMap<String, Map<String, AttributeValue>> partition = new TreeMap<>();
        if (!before.isEmpty()) {
            partition.put(write.key().sk(), before);
        }
        return write.tryOn(partition);
    }

    /** @return units of one of so many times */
    private double charge(Write write, Write.Done done, int times) {
        double once = 0;
        for (int i = 0; i < times; i++) {
            once = units.written(done.bytes());
            traffic.written(write.key().pk(), once);
        }
        return once;
    }

    /** @return units of the index */
    private double keep(Items.Key key, Write.Done done) {
        if (done.before().equals(done.after())) {
            return 0;
        }
        if (done.after().isEmpty()) {
            rows.remove(place(key));
        } else {
            rows.put(place(key), RowBytes.write(done.after()));
        }
        double written = index.follow(done.before(), done.after(), lane -> traffic.written(lane, units.written(1)));
        changes.changed(done.before(), done.after());
        return written;
    }

    private double read(String key, long bytes, Boolean consistent) {
        double read = units.read(bytes, Boolean.TRUE.equals(consistent));
        traffic.read(key, read);
        return read;
    }

    private Map<String, AttributeValue> get(Items.Key key) {
        return rows.get(place(key))
                .map(row -> RowBytes.read(key.pk(), key.sk(), row))
                .orElse(Map.of());
    }

    private static byte[] place(Map<String, AttributeValue> key) {
        return place(Items.Key.of(key));
    }

    private static byte[] place(Items.Key key) {
        return (key.pk() + '\0' + key.sk()).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, AttributeValue> item(byte[] place, byte[] row) {
        String keys = new String(place, StandardCharsets.UTF_8);
        int end = keys.indexOf('\0');
        return RowBytes.read(keys.substring(0, end), keys.substring(end + 1), row);
    }

    private ConsumedCapacity capacity(double used) {
        return ConsumedCapacity.builder().tableName(name).capacityUnits(used).build();
    }
}
