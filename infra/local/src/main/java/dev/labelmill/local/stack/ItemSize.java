package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The size of an item as DynamoDB counts it (developer guide, "DynamoDB item sizes and formats"): names and texts in UTF-8,
 * two digits of a number to a byte and one more, 3 bytes and one an element for a list or a map, 1 for true, false and null.
 */
final class ItemSize {

    private static final int CONTAINER = 3;

    private ItemSize() {}

    /** The bytes of an image, in the form that streams have it. */
    static long of(JsonNode image) {
        long size = 0;
        for (Map.Entry<String, JsonNode> attribute : image.properties()) {
            size += text(attribute.getKey()) + value(attribute.getValue());
        }
        return size;
    }

    private static long value(JsonNode typed) {
        Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
        JsonNode value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> text(value.asText());
            case "N" -> number(value.asText());
            case "B" -> value.asText().length() * 3L / 4;
            case "M" -> (long) CONTAINER + value.size() + of(value);
            case "L" -> {
                long size = (long) CONTAINER + value.size();
                for (JsonNode element : value) {
                    size += value(element);
                }
                yield size;
            }
            case "SS", "NS", "BS" -> {
                long size = 0;
                for (JsonNode element : value) {
                    size += only.getKey().equals("NS") ? number(element.asText()) : text(element.asText());
                }
                yield size;
            }
            default -> 1;
        };
    }

    private static long number(String digits) {
        return (digits.chars().filter(Character::isDigit).count() + 1) / 2 + 1;
    }

    private static long text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
