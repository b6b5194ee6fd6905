package dev.labelmill.bench.observed;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A client of a table whose calls an observer makes.
 *
 * @param table    whose operations they are; those that no function needs are not there
 * @param observer makes the calls
 */
public record ObservedTable(DynamoDbClient table, TableObserver observer) implements DynamoDbClient {

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return observer.observe("PutItem", true, request, () -> table.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return observer.observe("UpdateItem", true, request, () -> table.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return observer.observe("DeleteItem", true, request, () -> table.deleteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return observer.observe("TransactWriteItems", true, request, () -> table.transactWriteItems(request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return observer.observe("GetItem", false, request, () -> table.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return observer.observe("BatchGetItem", false, request, () -> table.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return observer.observe("Query", false, request, () -> table.query(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        table.close();
    }
}
