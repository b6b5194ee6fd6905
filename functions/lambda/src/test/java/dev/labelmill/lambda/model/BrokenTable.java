package dev.labelmill.lambda.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The table under code that has lost a condition, or a write: what a model check is worth shows by what it finds then. Of rows
 * whose keys it is not told, all is as it should be.
 */
final class BrokenTable implements DynamoDbClient {

    private final DynamoDbClient table;
    private final Predicate<String> keys;
    private final boolean writes;
    private final String unseen;

    private BrokenTable(DynamoDbClient table, Predicate<String> keys, boolean writes, String unseen) {
        this.table = table;
        this.keys = keys;
        this.writes = writes;
        this.unseen = unseen;
    }

    /** Writes of these rows go through whatever their conditions say. */
    static UnaryOperator<DynamoDbClient> withoutConditions(Predicate<String> keys) {
        return table -> new BrokenTable(table, keys, true, "");
    }

    /** Rows that are put are not written, though the answer says so. */
    static UnaryOperator<DynamoDbClient> withoutPuts(Predicate<String> keys) {
        return table -> new BrokenTable(table, keys, false, "");
    }

    /** Queries show no such attribute. */
    static UnaryOperator<DynamoDbClient> blindTo(String attribute) {
        return table -> new BrokenTable(table, key -> false, true, attribute);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest put) {
        if (!keys.test(SharedTable.key(put.item()))) {
            return table.putItem(put);
        }
        return writes
                ? table.putItem(put.toBuilder()
                        .conditionExpression(null)
                        .expressionAttributeNames(null)
                        .expressionAttributeValues(null)
                        .build())
                : PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest update) {
        if (!keys.test(SharedTable.key(update.key()))) {
            return table.updateItem(update);
        }
        return table.updateItem(update.toBuilder()
                .conditionExpression(null)
                .expressionAttributeValues(used(update.updateExpression(), update.expressionAttributeValues()))
                .build());
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        List<TransactWriteItem> all = request.transactItems().stream()
                .map(item -> item.update() == null
                                || !keys.test(SharedTable.key(item.update().key()))
                        ? item
                        : TransactWriteItem.builder()
                                .update(unconditional(item.update()))
                                .build())
                .toList();
        return table.transactWriteItems(request.toBuilder().transactItems(all).build());
    }

    private static Update unconditional(Update update) {
        return update.toBuilder()
                .conditionExpression(null)
                .expressionAttributeValues(used(update.updateExpression(), update.expressionAttributeValues()))
                .build();
    }

    /** Values that nothing names any more are refused. */
    private static Map<String, AttributeValue> used(String expression, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> used = new HashMap<>(values);
        used.keySet().removeIf(name -> !expression.matches(".*" + name + "\\b.*"));
        return used.isEmpty() ? null : used;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return table.getItem(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return table.batchGetItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        QueryResponse found = table.query(request);
        return found.toBuilder()
                .items(found.items().stream().map(this::shown).toList())
                .build();
    }

    private Map<String, AttributeValue> shown(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> shown = new HashMap<>(row);
        shown.remove(unseen);
        return shown;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
