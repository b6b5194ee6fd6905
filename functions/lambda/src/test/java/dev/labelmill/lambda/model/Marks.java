package dev.labelmill.lambda.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The marks by which a process knows its own writes again. They are drawn at random, so code that is run again draws others than
 * those that its answers hold.
 */
final class Marks {

    private static final String ATTRIBUTE = "mk";

    private Marks() {}

    /** The mark that a request leaves, if it leaves one. */
    static Optional<AttributeValue> of(DynamoDbRequest request) {
        if (request instanceof PutItemRequest put) {
            return Optional.ofNullable(put.item().get(ATTRIBUTE));
        }
        return request instanceof UpdateItemRequest update
                ? Optional.ofNullable(update.expressionAttributeValues().get(":mark"))
                : Optional.empty();
    }

    /** A row without its mark. */
    static Map<String, AttributeValue> without(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> rest = new HashMap<>(row);
        rest.remove(ATTRIBUTE);
        return rest;
    }

    /** The same failure as the code would have seen it, had it drawn then what it has drawn now. */
    static ConditionalCheckFailedException renamed(
            ConditionalCheckFailedException failure, Map<AttributeValue, AttributeValue> drawnNow) {
        if (!failure.hasItem() || !drawnNow.containsKey(failure.item().get(ATTRIBUTE))) {
            return failure;
        }
        Map<String, AttributeValue> row = new HashMap<>(failure.item());
        row.computeIfPresent(ATTRIBUTE, (name, mark) -> drawnNow.get(mark));
        return ConditionalCheckFailedException.builder()
                .message(failure.getMessage())
                .item(row)
                .build();
    }
}
