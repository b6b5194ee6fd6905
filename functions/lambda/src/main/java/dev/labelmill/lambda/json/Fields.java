package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A JSON object read field by field: errors carry the field's path, and what nobody asked for is an
 * error too, so that a misspelt setting is never ignored.
 */
public final class Fields {

    private final String path;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    private Fields(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException((path.isEmpty() ? "the document" : path) + " must be an object");
        }
        this.path = path;
        this.node = node;
    }

    /** The fields of a whole document. */
    public static Fields of(JsonNode document) {
        return new Fields("", document);
    }

    /** @throws IllegalArgumentException naming a field that was never asked for */
    public void requireNothingElse() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(at(name) + " is not a known field"
                        + Misspelling.near(name, absent())
                                .map(meant -> ": you may have meant \"" + meant + "\"")
                                .orElse(""));
            }
        }
    }

    /**
     * Refuses what is none of these before any of them is read: where a misspelt field stands in for one that is needed, it is
     * the one to name.
     *
     * @throws IllegalArgumentException naming a field that is none of {@code names}
     */
    public void requireAmong(String... names) {
        asked.addAll(List.of(names));
        requireNothingElse();
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        asked.add(name);
        return node.hasNonNull(name);
    }

    /** A string that must be there. */
    public String string(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(at(name) + " must be a string");
        }
        return value.textValue();
    }

    /** A string, or the default. */
    public String string(String name, String otherwise) {
        return has(name) ? string(name) : otherwise;
    }

    /** A whole number that must be there. */
    public long whole(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(at(name) + " must be a whole number");
        }
        return value.longValue();
    }

    /** A whole number, or the default. */
    public long whole(String name, long otherwise) {
        return has(name) ? whole(name) : otherwise;
    }

    /** A whole number that fits an int. */
    public int small(String name) {
        long value = whole(name);
        if (value != (int) value) {
            throw new IllegalArgumentException(at(name) + " is too large");
        }
        return (int) value;
    }

    /** A number that must be there. */
    public BigDecimal decimal(String name) {
        JsonNode value = required(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(at(name) + " must be a number");
        }
        return value.decimalValue();
    }

    /** True or false, or the default. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.get(name).isBoolean()) {
            throw new IllegalArgumentException(at(name) + " must be true or false");
        }
        return node.get(name).booleanValue();
    }

    /** A nested object that must be there. */
    public Fields object(String name) {
        return new Fields(at(name), required(name));
    }

    /** A nested object, if it is there. */
    public Optional<Fields> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** A list of objects that must be there. */
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(new Fields(at(name) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** A list of strings that must be there. */
    public List<String> strings(String name) {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw new IllegalArgumentException(at(name) + "[" + strings.size() + "] must be a string");
            }
            strings.add(element.textValue());
        }
        return strings;
    }

    /** A list of whole numbers that must be there. */
    public List<Long> wholes(String name) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isIntegralNumber() || !element.canConvertToLong()) {
                throw new IllegalArgumentException(at(name) + "[" + numbers.size() + "] must be a whole number");
            }
            numbers.add(element.longValue());
        }
        return numbers;
    }

    /** An object of strings that must be there. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new TreeMap<>();
        object(name).node.properties().forEach(field -> {
            if (!field.getValue().isTextual()) {
                throw new IllegalArgumentException(at(name) + "." + field.getKey() + " must be a string");
            }
            texts.put(field.getKey(), field.getValue().textValue());
        });
        return texts;
    }

    /** Whatever JSON is there, if any. */
    public Optional<JsonNode> json(String name) {
        return has(name) ? Optional.of(node.get(name)) : Optional.empty();
    }

    private JsonNode array(String name) {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw new IllegalArgumentException(at(name) + " must be a list");
        }
        return value;
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException(at(name) + " is missing" + slip(name));
        }
        return node.get(name);
    }

    /** Whoever misspells a field that is needed is told of the field that is there instead; nothing if there is none like it. */
    String slip(String missing) {
        return Misspelling.near(missing, unasked())
                .map(name -> ": you may have misspelt it as \"" + name + "\"")
                .orElse("");
    }

    private Set<String> unasked() {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        names.removeAll(asked);
        return names;
    }

    private Set<String> absent() {
        Set<String> names = new TreeSet<>(asked);
        names.removeIf(node::hasNonNull);
        return names;
    }

    /** The path of a field, as errors name it. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
