package dev.labelmill.lambda.store;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A conditional write can take effect and its answer be lost on the way. The SDK then repeats it, and the condition fails
 * on what the first attempt wrote. Taking that for somebody else's write would charge what rode on it twice.
 */
final class LostAnswer {

    private LostAnswer() {}

    /**
     * Whether a condition failed on the same call's own write.
     *
     * @param failure of a call that asked for the item its condition failed on
     * @param own     tells an item that this very call wrote
     */
    static boolean hid(ConditionalCheckFailedException failure, Predicate<Map<String, AttributeValue>> own) {
        Integer attempts = failure.numAttempts();
        return attempts != null && attempts > 1 && failure.hasItem() && own.test(failure.item());
    }

    /** Whether two items are the same; DynamoDB writes numbers in its own way. */
    static boolean same(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return plain(one).equals(plain(other));
    }

    private static Map<String, Object> plain(Map<String, AttributeValue> item) {
        Map<String, Object> plain = new HashMap<>();
        item.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case N -> new BigDecimal(value.n()).stripTrailingZeros();
            case L -> value.l().stream().map(LostAnswer::plain).toList();
            case M -> plain(value.m());
            default -> value;
        };
    }
}
