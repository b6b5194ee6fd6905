package dev.labelmill.lambda.stage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A table's client that notes each of its calls. */
public final class Calls {

    private final Queue<Object> requests = new ConcurrentLinkedQueue<>();
    private final Consumer<String> before;

    /** Only notes. */
    public Calls() {
        this(call -> {});
    }

    /** @param before what happens before each call, by the name of its method */
    public Calls(Consumer<String> before) {
        this.before = before;
    }

    /** The client, watched. */
    public DynamoDbClient around(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    if (args != null && args[0] instanceof Consumer) {
                        // Builds a request and calls this again.
                        return InvocationHandler.invokeDefault(proxy, method, args);
                    }
                    if (args != null) {
                        before.accept(method.getName());
                        requests.add(args[0]);
                    }
                    try {
                        return method.invoke(client, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** How many calls there were. */
    public int count() {
        return requests.size();
    }

    /** Those of a kind. */
    public <T> List<T> of(Class<T> kind) {
        return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The partition keys of all rows that were read or written by themselves or by the hundred, not by a query. */
    public List<String> rows() {
        return requests.stream()
                .flatMap(Calls::keys)
                .map(key -> key.get("pk").s())
                .toList();
    }

    private static Stream<Map<String, AttributeValue>> keys(Object request) {
        if (request instanceof GetItemRequest get) {
            return Stream.of(get.key());
        }
        if (request instanceof PutItemRequest put) {
            return Stream.of(put.item());
        }
        if (request instanceof BatchGetItemRequest get) {
            return get.requestItems().values().stream().flatMap(keys -> keys.keys().stream());
        }
        return Stream.empty();
    }
}
