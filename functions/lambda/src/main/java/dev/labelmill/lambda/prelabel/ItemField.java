package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One field of a manifest line that is known to be an item, as text. */
final class ItemField {

    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ItemField() {}

    /**
     * The field's value: a string as it is, a number, {@code true} or {@code false} as they are written, a list or an object as
     * JSON without spaces.
     *
     * @param name of a field of the line itself, not of one inside another
     * @return empty text for a line that has no such field, and for one that has it as null
     */
    static String of(Line.Bytes line, String name) {
        try (JsonParser parser = Json.MAPPER.createParser(line.buffer(), line.from(), line.length())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return value == JsonToken.VALUE_NULL ? "" : text(PART.readTree(parser));
                }
                parser.skipChildren();
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? Json.write(value) : value.asText();
    }
}
