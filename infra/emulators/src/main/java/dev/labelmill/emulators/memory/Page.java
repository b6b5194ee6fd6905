package dev.labelmill.emulators.memory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one request reads of many items.
 *
 * @param items   those that were wanted
 * @param scanned how many were looked at for them
 * @param bytes   what these count for
 * @param last    the keys behind which the next page begins; empty if there is none
 */
record Page(List<Map<String, AttributeValue>> items, int scanned, long bytes, Map<String, AttributeValue> last) {
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Looks at items in their order, until there are as many as one request may read.
     *
     * @param wanted of those looked at
     * @param limit  how many are looked at; null for as many as fit
     * @param keys   of an item, those that name its place
     */
    static Page of(
            Iterator<Map<String, AttributeValue>> items,
            Predicate<Map<String, AttributeValue>> wanted,
            Integer limit,
            Function<Map<String, AttributeValue>, Map<String, AttributeValue>> keys) {
        int most = limit == null ? Integer.MAX_VALUE : limit;
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        int scanned = 0;
        long bytes = 0;
        while (items.hasNext()) {
            Map<String, AttributeValue> item = items.next();
            scanned++;
            bytes += ItemSize.of(item);
            if (wanted.test(item)) {
                found.add(item);
            }
            if (scanned == most || bytes >= MAX_BYTES) {
                return new Page(found, scanned, bytes, keys.apply(item));
            }
        }
        return new Page(found, scanned, bytes, Map.of());
    }
}
