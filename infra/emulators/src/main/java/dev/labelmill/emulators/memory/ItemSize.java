package dev.labelmill.emulators.memory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item counts for (DynamoDB developer guide, "DynamoDB item sizes and formats"). */
final class ItemSize {
    private static final int COLLECTION = 3;

    private ItemSize() {}

    /** In bytes: names and values. */
    static long of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(entry -> utf8(entry.getKey()) + of(entry.getValue()))
                .sum();
    }

    private static long of(AttributeValue value) {
        if (value.s() != null) {
            return utf8(value.s());
        }
        if (value.n() != null) {
            return (Numbers.of(value).unscaledValue().abs().toString().length() + 1) / 2 + 1L;
        }
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe().length;
        }
        if (value.hasM()) {
            return COLLECTION + value.m().size() + of(value.m());
        }
        if (value.hasL()) {
            return COLLECTION
                    + value.l().stream().mapToLong(member -> 1 + of(member)).sum();
        }
        return 1;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
