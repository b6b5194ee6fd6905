package dev.labelmill.emulators.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The page of a query, read out of a map whose keys begin with the partition's. */
final class PackedPage {
    private static final int MAX_BYTES = 1 << 20;

    private final Condition condition;
    private final QueryRequest request;
    private final List<Map<String, AttributeValue>> items = new ArrayList<>();
    private long bytes;
    private boolean full;

    PackedPage(Condition condition, QueryRequest request) {
        this.condition = condition;
        this.request = request;
    }

    /**
     * Reads it.
     *
     * @param behind where the page before has ended; null for the first
     * @param reader makes an item of an entry
     */
    void read(
            PackedMap from,
            String hash,
            byte[] behind,
            BiFunction<byte[], byte[], Map<String, AttributeValue>> reader) {
        byte[] first = (hash + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] end = (hash + '\1').getBytes(StandardCharsets.UTF_8);
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            from.below(
                    behind == null ? end : behind,
                    (place, value) -> Arrays.compareUnsigned(place, first) >= 0 && take(reader.apply(place, value)));
        } else {
            from.from(
                    behind == null ? first : behind,
                    (place, value) -> Arrays.equals(place, behind)
                            || Arrays.compareUnsigned(place, end) < 0 && take(reader.apply(place, value)));
        }
    }

    /** @return whether there is room for more */
    private boolean take(Map<String, AttributeValue> item) {
        if (condition.holds(item, request.expressionAttributeValues())) {
            items.add(item);
            bytes += ItemSize.of(item);
            full = bytes >= MAX_BYTES || request.limit() != null && items.size() == request.limit();
        }
        return !full;
    }

    List<Map<String, AttributeValue>> items() {
        return items;
    }

    /** What they count for. */
    long bytes() {
        return bytes;
    }

    /** The keys behind which the next page begins; empty if there is none. */
    Map<String, AttributeValue> last() {
        if (!full) {
            return Map.of();
        }
        Map<String, AttributeValue> last = new TreeMap<>(items.get(items.size() - 1));
        last.keySet().retainAll(request.indexName() == null ? List.of("pk", "sk") : last.keySet());
        return last;
    }
}
