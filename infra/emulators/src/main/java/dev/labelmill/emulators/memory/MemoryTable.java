package dev.labelmill.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One table with the keys {@code pk} and {@code sk} in memory. Conditions, updates and transactions decide as the service
 * does, each at one instant; consumed units are counted by the service's rules, in a transaction twice. It has no stream, no
 * expiry, an index only if it is told one, and never throttles. Operations that no webhook needs are not there. Safe for use
 * by several threads.
 */
public final class MemoryTable implements DynamoDbClient {
    static final int PAGE_BYTES = 1 << 20;
    private static final int IN_TRANSACTION = 2;

    private final String name;
    private final Optional<KeysIndex> index;
    private final Items items = new Items();
    private final Units units = new Units();

    /** @param name the table's; calls for another are refused */
    public MemoryTable(String name) {
        this(name, Optional.empty());
    }

    /** A table with an index. */
    public MemoryTable(String name, KeysIndex index) {
        this(name, Optional.of(index));
    }

    private MemoryTable(String name, Optional<KeysIndex> index) {
        this.name = name;
        this.index = index;
    }

    /** What was consumed so far. */
    public Units units() {
        return units;
    }

    /** Every item, in no particular order. */
    public List<Map<String, AttributeValue>> all() {
        return items.all();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        begin(request.tableName());
        Write write = Write.put(
                request.item(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        ConsumedCapacity consumed =
                apply(write, request.returnValuesOnConditionCheckFailure()).consumed();
        return PutItemResponse.builder()
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? consumed : null)
                .build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        begin(request.tableName());
        Write write = Write.update(
                request.key(),
                request.updateExpression(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        Applied applied = apply(write, request.returnValuesOnConditionCheckFailure());
        UpdateItemResponse.Builder answer = UpdateItemResponse.builder();
        if (request.returnValues() == ReturnValue.ALL_NEW) {
            answer.attributes(applied.done().after());
        } else if (request.returnValues() == ReturnValue.ALL_OLD) {
            answer.attributes(applied.done().before());
        }
        return answer.consumedCapacity(asked(request.returnConsumedCapacity()) ? applied.consumed() : null)
                .build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        begin(request.tableName());
        Write write = Write.delete(
                request.key(),
                request.conditionExpression(),
                request.expressionAttributeNames(),
                request.expressionAttributeValues());
        ConsumedCapacity consumed =
                apply(write, request.returnValuesOnConditionCheckFailure()).consumed();
        return DeleteItemResponse.builder()
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? consumed : null)
                .build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        begin(request.tableName());
        Map<String, AttributeValue> item = get(request.key());
        double read = units.read(ItemSize.of(item), Boolean.TRUE.equals(request.consistentRead()));
        GetItemResponse.Builder answer = GetItemResponse.builder()
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(read) : null);
        return item.isEmpty() ? answer.build() : answer.item(item).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        request.requestItems().keySet().forEach(this::begin);
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        double read = 0;
        var asked = request.requestItems().get(name);
        for (Map<String, AttributeValue> key : asked.keys()) {
            Map<String, AttributeValue> item = get(key);
            read += units.read(ItemSize.of(item), Boolean.TRUE.equals(asked.consistentRead()));
            if (!item.isEmpty()) {
                found.add(item);
            }
        }
        return BatchGetItemResponse.builder()
                .responses(Map.of(name, found))
                .unprocessedKeys(Map.of())
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? List.of(capacity(read)) : null)
                .build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        begin(request.tableName());
        Map<String, AttributeValue> values = request.expressionAttributeValues();
        Expressions.Parsed<Condition> parsed =
                Expressions.condition(request.keyConditionExpression(), request.expressionAttributeNames());
        Expressions.requireUsed(parsed.used(), request.expressionAttributeNames(), values);
        KeysIndex.Page page = request.indexName() == null
                ? page(parsed.expression(), request)
                : index(request.indexName()).query(items.all(), parsed.expression(), request);
        double read = units.read(page.bytes(), Boolean.TRUE.equals(request.consistentRead()));
        return QueryResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.items().size())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(read) : null)
                .build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        List<Write> writes = new ArrayList<>();
        Set<Items.Key> keys = new HashSet<>();
        for (TransactWriteItem item : request.transactItems()) {
            writes.add(Write.of(item));
            if (!keys.add(writes.get(writes.size() - 1).key())) {
                throw Invalid.because("transaction request cannot include multiple operations on one item");
            }
        }
        begin(name);
        List<Write.Done> outcomes = items.alone(() -> transact(writes));
        double written = 0;
        for (Write.Done done : outcomes) {
            for (int i = 0; i < IN_TRANSACTION; i++) {
                written += units.written(done.bytes());
            }
        }
        if (!outcomes.stream().allMatch(Write.Done::held)) {
            throw TransactionCanceledException.builder()
                    .message("transaction cancelled, see the reasons")
                    .cancellationReasons(
                            outcomes.stream().map(MemoryTable::reason).toList())
                    .build();
        }
        return TransactWriteItemsResponse.builder()
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? List.of(capacity(written)) : null)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}

    private record Applied(Write.Done done, ConsumedCapacity consumed) {}

    private Applied apply(Write write, ReturnValuesOnConditionCheckFailure onFailure) {
        Write.Done done = items.with(write.key().pk(), write::apply);
        double written = units.written(done.bytes());
        if (done.held()) {
            return new Applied(done, capacity(written));
        }
        boolean tell = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD
                && !done.before().isEmpty();
        throw ConditionalCheckFailedException.builder()
                .message("the conditional request failed")
                .item(tell ? done.before() : null)
                .build();
    }

    private List<Write.Done> transact(List<Write> writes) {
        List<Write.Done> tried = writes.stream()
                .map(write -> write.tryOn(items.partition(write.key().pk())))
                .toList();
        if (tried.stream().allMatch(Write.Done::held)) {
            writes.forEach(write -> write.apply(items.partition(write.key().pk())));
        }
        return tried;
    }

    private static CancellationReason reason(Write.Done done) {
        return CancellationReason.builder()
                .code(done.held() ? "None" : "ConditionalCheckFailed")
                .build();
    }

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        Items.Key at = Items.Key.of(key);
        return items.with(at.pk(), partition -> partition.getOrDefault(at.sk(), Map.of()));
    }

    private KeysIndex index(String asked) {
        return index.filter(known -> known.name().equals(asked))
                .orElseThrow(() -> new UnsupportedOperationException("this table has no index " + asked));
    }

    private KeysIndex.Page page(Condition condition, QueryRequest request) {
        String pk = condition
                .equal("pk", request.expressionAttributeValues())
                .orElseThrow(() -> Invalid.because("a query needs an equality of pk"))
                .s();
        return items.with(pk, partition -> page(partition, condition, request));
    }

    private static KeysIndex.Page page(
            NavigableMap<String, Map<String, AttributeValue>> partition, Condition condition, QueryRequest request) {
        NavigableMap<String, Map<String, AttributeValue>> ordered =
                Boolean.FALSE.equals(request.scanIndexForward()) ? partition.descendingMap() : partition;
        if (request.hasExclusiveStartKey()) {
            ordered = ordered.tailMap(request.exclusiveStartKey().get("sk").s(), false);
        }
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        long bytes = 0;
        for (Map<String, AttributeValue> item : ordered.values()) {
            if (condition.holds(item, request.expressionAttributeValues())) {
                found.add(item);
                bytes += ItemSize.of(item);
                if (bytes >= PAGE_BYTES || request.limit() != null && found.size() == request.limit()) {
                    return new KeysIndex.Page(found, bytes, Map.of("pk", item.get("pk"), "sk", item.get("sk")));
                }
            }
        }
        return new KeysIndex.Page(found, bytes, Map.of());
    }

    private void begin(String table) {
        if (!name.equals(table)) {
            throw Invalid.because("there is no table " + table);
        }
        units.call();
    }

    private ConsumedCapacity capacity(double used) {
        return ConsumedCapacity.builder().tableName(name).capacityUnits(used).build();
    }

    private static boolean asked(ReturnConsumedCapacity asked) {
        return asked != null && asked != ReturnConsumedCapacity.NONE;
    }
}
