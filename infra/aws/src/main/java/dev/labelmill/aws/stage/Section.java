package dev.labelmill.aws.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An object of a settings file. Remembers what was asked for, so that a key nobody knows is an error and no silence. */
final class Section {

    private final String path;
    private final JsonNode node;
    private final Set<String> known = new HashSet<>();

    /**
     * The object at a place.
     *
     * @param path of the file and the object, for messages
     * @throws InvalidStage if it is no object
     */
    Section(String path, JsonNode node) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new InvalidStage(path + " must be an object");
        }
    }

    boolean has(String key) {
        known.add(key);
        return node.hasNonNull(key);
    }

    String text(String key, Pattern form) {
        JsonNode value = required(key);
        if (!value.isTextual() || !form.matcher(value.asText()).matches()) {
            throw fault(key, "a text of the form " + form, value);
        }
        return value.asText();
    }

    Optional<String> optionalText(String key, Pattern form) {
        return has(key) ? Optional.of(text(key, form)) : Optional.empty();
    }

    int whole(String key, int least, int most) {
        JsonNode value = required(key);
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw fault(key, "a whole number from " + least + " to " + most, value);
        }
        return value.asInt();
    }

    int oneOf(String key, List<Integer> allowed) {
        JsonNode value = required(key);
        if (!value.isInt() || !allowed.contains(value.asInt())) {
            throw fault(key, "one of " + allowed, value);
        }
        return value.asInt();
    }

    boolean flag(String key) {
        JsonNode value = required(key);
        if (!value.isBoolean()) {
            throw fault(key, "true or false", value);
        }
        return value.asBoolean();
    }

    /** An enum's constant, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        JsonNode value = required(key);
        return Stream.of(type.getEnumConstants())
                .filter(constant -> written(constant).equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> fault(
                        key,
                        "one of "
                                + Stream.of(type.getEnumConstants())
                                        .map(Section::written)
                                        .collect(Collectors.joining(", ")),
                        value));
    }

    Section section(String key) {
        return new Section(path + "." + key, required(key));
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (JsonNode element : array(key)) {
            sections.add(new Section(path + "." + key + "[" + sections.size() + "]", element));
        }
        return sections;
    }

    List<String> texts(String key, Pattern form) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(key)) {
            if (!element.isTextual() || !form.matcher(element.asText()).matches()) {
                throw fault(key, "a list of texts of the form " + form, element);
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /** @throws InvalidStage if there is a key that was never asked for */
    void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new InvalidStage(path + "." + key + " is no known key; known are "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
    }

    private JsonNode array(String key) {
        JsonNode value = required(key);
        if (!value.isArray()) {
            throw fault(key, "a list", value);
        }
        return value;
    }

    private JsonNode required(String key) {
        if (!has(key)) {
            throw new InvalidStage(path + "." + key + " is missing");
        }
        return node.get(key);
    }

    private InvalidStage fault(String key, String wanted, JsonNode found) {
        return new InvalidStage(path + "." + key + " must be " + wanted + ", not " + found);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
