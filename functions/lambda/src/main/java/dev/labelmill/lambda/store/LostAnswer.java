package dev.labelmill.lambda.store;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A conditional write can take effect and its answer be lost on the way. The SDK then repeats it, and the condition fails
 * on what the first attempt wrote. Taking that for somebody else's write would charge what rode on it twice. So each call
 * leaves its own mark on the row: two processes that do the same work may write the same row to the letter, but each has
 * spent its own money.
 */
final class LostAnswer {

    private LostAnswer() {}

    /** A mark of one call, kept in the row's attribute {@link Keys#MARK}; no two calls have the same. */
    static AttributeValue mark() {
        // from the system's secure source, which restored snapshots of a process do not share
        return AttributeValue.fromS(
                Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits(), Character.MAX_RADIX));
    }

    /**
     * Whether a condition failed on the same call's own write.
     *
     * @param failure of a call that asked for the item its condition failed on
     * @param mark    that this very call leaves
     */
    static boolean hid(ConditionalCheckFailedException failure, AttributeValue mark) {
        return failure.hasItem() && mark.equals(failure.item().get(Keys.MARK));
    }
}
