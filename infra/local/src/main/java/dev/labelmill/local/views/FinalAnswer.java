package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An item's label as the results have it.
 *
 * @param value      the class's name, or the value itself where labels are no classes; null if every label was taken back
 * @param index      the class's, where labels are single choices
 * @param confidence 0 to 1; missing where there is none
 * @param by         who decided
 * @param labels     how many people's answers the item has
 * @param violations what it breaks; a list, empty for most
 */
record FinalAnswer(JsonNode value, OptionalInt index, JsonNode confidence, String by, int labels, JsonNode violations) {

    /** Who decided it, of an item that takes the label of another one. */
    static final String BY_DUPLICATE = "duplicate";

    private static final String METADATA = "-metadata";

    /** The label in a line of labels.jsonl, whatever its attribute is called; empty in a line of the upload. */
    static Optional<FinalAnswer> in(JsonNode line) {
        for (Map.Entry<String, JsonNode> field : line.properties()) {
            String name = field.getKey();
            if (name.endsWith(METADATA) && field.getValue().has("labelmill")) {
                JsonNode value = line.path(name.substring(0, name.length() - METADATA.length()));
                return Optional.of(of(value, field.getValue()));
            }
        }
        return Optional.empty();
    }

    private static FinalAnswer of(JsonNode value, JsonNode metadata) {
        JsonNode own = metadata.path("labelmill");
        boolean isClass = metadata.has("class-name") && value.isInt();
        return new FinalAnswer(
                isClass ? TextNode.valueOf(metadata.path("class-name").asText()) : value,
                isClass ? OptionalInt.of(value.intValue()) : OptionalInt.empty(),
                metadata.path("confidence"),
                own.path("by").asText(),
                own.path("labels").asInt(),
                own.path("violations"));
    }
}
