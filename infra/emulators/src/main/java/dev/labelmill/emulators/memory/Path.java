package dev.labelmill.emulators.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where in an item something is: attribute, member of it, member of that. */
record Path(List<String> names) {

    /** Whether it is that attribute as a whole. */
    boolean is(String attribute) {
        return names.size() == 1 && names.get(0).equals(attribute);
    }

    /** What is there. */
    Optional<AttributeValue> in(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> map = item;
        for (String name : names.subList(0, names.size() - 1)) {
            AttributeValue member = map.get(name);
            if (member == null || !member.hasM()) {
                return Optional.empty();
            }
            map = member.m();
        }
        return Optional.ofNullable(map.get(names.get(names.size() - 1)));
    }

    /** Puts something there, or takes away what is there. */
    void put(Map<String, AttributeValue> item, Optional<AttributeValue> value) {
        put(item, names, value);
    }

    private static void put(Map<String, AttributeValue> map, List<String> names, Optional<AttributeValue> value) {
        String name = names.get(0);
        if (names.size() == 1) {
            value.ifPresentOrElse(v -> map.put(name, v), () -> map.remove(name));
            return;
        }
        AttributeValue member = map.get(name);
        if (member == null || !member.hasM()) {
            throw Invalid.because("the document path provided in the update expression is invalid for update");
        }
        Map<String, AttributeValue> copy = new HashMap<>(member.m());
        put(copy, names.subList(1, names.size()), value);
        map.put(name, AttributeValue.fromM(copy));
    }
}
