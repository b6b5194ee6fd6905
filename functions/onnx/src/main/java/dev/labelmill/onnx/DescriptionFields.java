package dev.labelmill.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of an object in a model's description; what is missing, of a wrong kind or not known is named. */
final class DescriptionFields {

    private static final ObjectReader READER =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;
    private final String path;

    private DescriptionFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws IllegalArgumentException if the bytes are no JSON object */
    static DescriptionFields of(byte[] json) {
        try {
            JsonNode tree = READER.readTree(json);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("the description must be a JSON object");
            }
            return new DescriptionFields(tree, "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the description is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the description is not valid JSON", e);
        }
    }

    /** @throws IllegalArgumentException naming a field that is none of the known */
    DescriptionFields allowing(Set<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(known.contains(name), name, "is not a known field");
        }
        return this;
    }

    DescriptionFields object(String name) {
        require(object.path(name).isObject(), name, "must be an object");
        return new DescriptionFields(object.get(name), path + name + ".");
    }

    boolean has(String name) {
        return object.has(name);
    }

    String string(String name) {
        require(object.path(name).isTextual(), name, "must be a string");
        return object.get(name).textValue();
    }

    Optional<String> optionalString(String name) {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    /** One of the words allowed, or the first of them where the field is absent. */
    String word(String name, List<String> allowed) {
        String word = optionalString(name).orElse(allowed.get(0));
        require(allowed.contains(word), name, "must be one of " + String.join(", ", allowed));
        return word;
    }

    int whole(String name, int least, int most) {
        JsonNode value = object.path(name);
        require(
                value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.intValue() >= least
                        && value.intValue() <= most,
                name,
                "must be a whole number from " + least + " to " + most);
        return value.intValue();
    }

    int whole(String name, int least, int most, int otherwise) {
        return has(name) ? whole(name, least, most) : otherwise;
    }

    boolean truth(String name) {
        require(!has(name) || object.get(name).isBoolean(), name, "must be true or false");
        return object.path(name).booleanValue();
    }

    float number(String name, float otherwise) {
        require(!has(name) || object.get(name).isNumber(), name, "must be a number");
        return has(name) ? object.get(name).floatValue() : otherwise;
    }

    /** One number a channel; the same for all where the field is absent. */
    float[] numbers(String name, int count, float otherwise) {
        float[] numbers = new float[count];
        JsonNode list = object.path(name);
        require(
                !has(name) || list.isArray() && list.size() == count,
                name,
                "must be a list of " + count + " numbers, one a channel");
        for (int i = 0; i < count; i++) {
            require(!has(name) || list.get(i).isNumber(), name, "must be a list of numbers");
            numbers[i] = has(name) ? list.get(i).floatValue() : otherwise;
        }
        return numbers;
    }

    List<String> strings(String name) {
        require(object.path(name).isArray() && !object.get(name).isEmpty(), name, "must be a list of strings");
        List<String> strings = new ArrayList<>();
        for (JsonNode entry : object.get(name)) {
            require(entry.isTextual(), name, "must be a list of strings");
            strings.add(entry.textValue());
        }
        return strings;
    }

    /** The strings of an object by name; none where the field is absent. */
    Map<String, String> stringsByName(String name) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (has(name)) {
            DescriptionFields fields = object(name);
            fields.object.fieldNames().forEachRemaining(key -> strings.put(key, fields.string(key)));
        }
        return strings;
    }

    void require(boolean holds, String name, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(path + name + " " + sentence);
        }
    }
}
