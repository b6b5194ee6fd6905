package dev.labelmill.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One table with the keys {@code pk} and {@code sk} in memory. Conditions, updates and transactions decide as the service
 * does, each at one instant; consumed units are counted by the service's rules, in a transaction twice. It has a stream and an
 * index only if it is told one, no expiry, and never throttles. Operations that no function needs are not there. Safe for use by
 * several threads.
 */
public final class MemoryTable implements DynamoDbClient {
    private final String name;
    private final Optional<KeysIndex> index;
    private final Optional<MemoryStream> stream;
    private final Items items = new Items();
    private final Units units = new Units();
    private final Writing writing;

    /** @param name the table's; calls for another are refused */
    public MemoryTable(String name) {
        this(name, Optional.empty(), Optional.empty());
    }

    /** A table with an index. */
    public MemoryTable(String name, KeysIndex index) {
        this(name, Optional.of(index), Optional.empty());
    }

    /** A table with an index whose changes go to a stream. */
    public MemoryTable(String name, KeysIndex index, MemoryStream stream) {
        this(name, Optional.of(index), Optional.of(stream));
    }

    private MemoryTable(String name, Optional<KeysIndex> index, Optional<MemoryStream> stream) {
        this.name = name;
        this.index = index;
        this.stream = stream;
        this.writing = new Writing(items, units, stream);
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
        Writing.Applied applied = writing.one(write, request.returnValuesOnConditionCheckFailure());
        return PutItemResponse.builder()
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(applied.units()) : null)
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
        Writing.Applied applied = writing.one(write, request.returnValuesOnConditionCheckFailure());
        UpdateItemResponse.Builder answer = UpdateItemResponse.builder();
        if (request.returnValues() == ReturnValue.ALL_NEW) {
            answer.attributes(applied.done().after());
        } else if (request.returnValues() == ReturnValue.ALL_OLD) {
            answer.attributes(applied.done().before());
        }
        return answer.consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(applied.units()) : null)
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
        Writing.Applied applied = writing.one(write, request.returnValuesOnConditionCheckFailure());
        return DeleteItemResponse.builder()
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(applied.units()) : null)
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
        Page page = request.indexName() == null
                ? page(parsed.expression(), request)
                : index(request.indexName()).query(items.all(), parsed.expression(), request);
        double read = units.read(page.bytes(), Boolean.TRUE.equals(request.consistentRead()));
        return QueryResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(read) : null)
                .build();
    }

    /** By keys, where the service's order is nobody's business. */
    @Override
    public ScanResponse scan(ScanRequest request) {
        begin(request.tableName());
        Map<String, AttributeValue> values = request.expressionAttributeValues();
        Predicate<Map<String, AttributeValue>> wanted = item -> true;
        if (request.filterExpression() != null) {
            Expressions.Parsed<Condition> filter =
                    Expressions.condition(request.filterExpression(), request.expressionAttributeNames());
            Expressions.requireUsed(filter.used(), request.expressionAttributeNames(), values);
            wanted = item -> filter.expression().holds(item, values);
        }
        Optional<Items.Key> behind = request.hasExclusiveStartKey()
                ? Optional.of(Items.Key.of(request.exclusiveStartKey()))
                : Optional.empty();
        Page page = Page.of(items.behind(behind).iterator(), wanted, request.limit(), MemoryTable::keys);
        double read = units.read(page.bytes(), Boolean.TRUE.equals(request.consistentRead()));
        return ScanResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(asked(request.returnConsumedCapacity()) ? capacity(read) : null)
                .build();
    }

    /** Its name and where its stream is. */
    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        begin(request.tableName());
        return DescribeTableResponse.builder()
                .table(table -> table.tableName(name)
                        .tableStatus(TableStatus.ACTIVE)
                        .latestStreamArn(stream.map(MemoryStream::arn).orElse(null)))
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
        double written = writing.together(writes);
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

    private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        Items.Key at = Items.Key.of(key);
        return items.with(at.pk(), partition -> partition.getOrDefault(at.sk(), Map.of()));
    }

    private KeysIndex index(String asked) {
        return index.filter(known -> known.name().equals(asked))
                .orElseThrow(() -> new UnsupportedOperationException("this table has no index " + asked));
    }

    private Page page(Condition condition, QueryRequest request) {
        String pk = condition
                .equal("pk", request.expressionAttributeValues())
                .orElseThrow(() -> Invalid.because("a query needs an equality of pk"))
                .s();
        return items.with(pk, partition -> page(partition, condition, request));
    }

    private static Page page(
            NavigableMap<String, Map<String, AttributeValue>> partition, Condition condition, QueryRequest request) {
        NavigableMap<String, Map<String, AttributeValue>> ordered =
                Boolean.FALSE.equals(request.scanIndexForward()) ? partition.descendingMap() : partition;
        if (request.hasExclusiveStartKey()) {
            ordered = ordered.tailMap(request.exclusiveStartKey().get("sk").s(), false);
        }
        Stream<Map<String, AttributeValue>> wanted =
                ordered.values().stream().filter(item -> condition.holds(item, request.expressionAttributeValues()));
        return Page.of(wanted.iterator(), item -> true, request.limit(), MemoryTable::keys);
    }

    private static Map<String, AttributeValue> keys(Map<String, AttributeValue> item) {
        return Items.Key.of(item).attributes();
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
