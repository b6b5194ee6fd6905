package dev.labelmill.emulators.memory;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Hears of every change of an item, while nobody else can change it. */
@FunctionalInterface
public interface Changes {

    /**
     * A write was done that changes something.
     *
     * @param before the item as it was; empty if it is new
     * @param after  as it is now; empty if it is gone
     */
    void changed(Map<String, AttributeValue> before, Map<String, AttributeValue> after);
}
