package dev.labelmill.lambda.imported;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON value of a line and the way to it, so that a complaint names line and field.
 *
 * @param line such as {@code found.jsonl line 7: }; empty for the item's own line
 * @param path such as {@code annotations[2].left}; empty for the line itself
 */
public record JsonPlace(String line, String path, JsonNode node) {

    /** An item's own line. */
    static JsonPlace ofItem(JsonNode line) {
        return new JsonPlace("", "", line);
    }

    /** A line, from 1, of a file beside batch.json. */
    public static JsonPlace ofFile(String file, long number, JsonNode line) {
        return new JsonPlace(file + " line " + number + ": ", "", line);
    }

    /** What is wrong here, in one sentence. */
    IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(line + (path.isEmpty() ? "it" : path) + " " + what);
    }

    /** A member that must be there and not null. */
    JsonPlace member(String name) {
        return optional(name).orElseThrow(() -> new JsonPlace(line, pathTo(name), node).fault("is missing"));
    }

    /** A member that may be absent or null. */
    Optional<JsonPlace> optional(String name) {
        if (!node.isObject()) {
            throw fault("must be an object");
        }
        JsonNode value = node.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new JsonPlace(line, pathTo(name), value));
    }

    private String pathTo(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    List<JsonPlace> elements() {
        if (!node.isArray()) {
            throw fault("must be a list");
        }
        List<JsonPlace> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new JsonPlace(line, path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** The one element of a list. */
    JsonPlace only() {
        List<JsonPlace> elements = elements();
        if (elements.size() != 1) {
            throw fault(elements.isEmpty() ? "is empty" : "holds several, and one is wanted");
        }
        return elements.get(0);
    }

    String text() {
        if (!node.isTextual()) {
            throw fault("must be a string");
        }
        return node.textValue();
    }

    double number() {
        if (!node.isNumber()) {
            throw fault("must be a number");
        }
        return node.doubleValue();
    }

    int whole() {
        if (number() != node.intValue()) {
            throw fault("must be a whole number");
        }
        return node.intValue();
    }

    /** A number from 0 to 1. */
    double fraction() {
        double value = node.isNumber() ? node.doubleValue() : -1;
        if (!(value >= 0 && value <= 1)) {
            throw fault("must be a number from 0 to 1");
        }
        return value;
    }
}
