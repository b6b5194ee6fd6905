package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.wiring.Clients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The clients of a later version: each row that it puts and each message that it sends holds something that this one does not know. */
final class LaterVersion {

    private static final String MORE = "later";

    private LaterVersion() {}

    static Clients around(Clients real) {
        return new Clients(
                around(DynamoDbClient.class, real.dynamo(), LaterVersion::rows),
                real.s3(),
                around(SqsClient.class, real.sqs(), LaterVersion::messages),
                real.models());
    }

    private static <T> T around(Class<T> type, T real, UnaryOperator<Object> more) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof Consumer) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    Object[] changed = arguments == null ? null : arguments.clone();
                    if (changed != null) {
                        changed[0] = more.apply(changed[0]);
                    }
                    try {
                        return method.invoke(real, changed);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Object rows(Object request) {
        if (request instanceof PutItemRequest put) {
            return put.toBuilder().item(more(put.item())).build();
        }
        if (request instanceof TransactWriteItemsRequest all) {
            List<TransactWriteItem> writes = all.transactItems().stream()
                    .map(write -> write.put() == null
                            ? write
                            : write.toBuilder()
                                    .put(write.put().toBuilder()
                                            .item(more(write.put().item()))
                                            .build())
                                    .build())
                    .toList();
            return all.toBuilder().transactItems(writes).build();
        }
        return request;
    }

    private static Map<String, AttributeValue> more(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> changed = new HashMap<>(row);
        changed.put(MORE, AttributeValue.fromS("and what it holds"));
        return changed;
    }

    private static Object messages(Object request) {
        if (request instanceof SendMessageRequest one) {
            return one.toBuilder().messageBody(more(one.messageBody())).build();
        }
        if (request instanceof SendMessageBatchRequest batch) {
            return batch.toBuilder()
                    .entries(batch.entries().stream()
                            .map(entry -> entry.toBuilder()
                                    .messageBody(more(entry.messageBody()))
                                    .build())
                            .toList())
                    .build();
        }
        return request;
    }

    private static String more(String message) {
        ObjectNode body = (ObjectNode) Json.parse(message.getBytes(StandardCharsets.UTF_8));
        return Json.write(body.put(MORE, "and what it holds"));
    }
}
