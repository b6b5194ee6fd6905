package dev.labelmill.emulators.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A secondary index that shows keys only, of the items that have both of its own. It is never behind its table, as the service's
 * may be, and each query looks through the whole table: for tests of a few thousand items.
 *
 * @param name  by which a query asks for it
 * @param hash  the attribute of its partition key
 * @param range the attribute of its sort key
 */
public record KeysIndex(String name, String hash, String range) {

    /** The page of a query; items of equal sort keys come by the table's keys. */
    Page query(List<Map<String, AttributeValue>> table, Condition condition, QueryRequest request) {
        Map<String, AttributeValue> values = request.expressionAttributeValues();
        if (condition.equal(hash, values).isEmpty()) {
            throw Invalid.because("a query needs an equality of " + hash);
        }
        Comparator<Map<String, AttributeValue>> order =
                Boolean.FALSE.equals(request.scanIndexForward()) ? order().reversed() : order();
        Stream<Map<String, AttributeValue>> found = table.stream()
                .filter(item -> item.containsKey(hash) && item.containsKey(range))
                .filter(item -> condition.holds(item, values))
                .map(this::keys)
                .sorted(order);
        if (request.hasExclusiveStartKey()) {
            found = found.filter(item -> order.compare(item, request.exclusiveStartKey()) > 0);
        }
        return Page.of(found.iterator(), item -> true, request.limit(), item -> item);
    }

    private Comparator<Map<String, AttributeValue>> order() {
        return by(range).thenComparing(by("pk")).thenComparing(by("sk"));
    }

    private static Comparator<Map<String, AttributeValue>> by(String key) {
        return (one, other) ->
                Utf8Order.compare(one.get(key).s(), other.get(key).s());
    }

    private Map<String, AttributeValue> keys(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new HashMap<>();
        for (String key : List.of("pk", "sk", hash, range)) {
            keys.put(key, item.get(key));
        }
        return keys;
    }
}
