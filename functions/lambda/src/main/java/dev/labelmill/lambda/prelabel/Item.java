package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.labelmill.core.batch.ItemDefaults;
import dev.labelmill.core.task.Demand;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a manifest line says about an item; other fields stay in the line.
 *
 * @param source    text or a {@code data:} URI, or null
 * @param sourceRef an object's {@code s3://} address, or null
 * @param demand    what it asks of whoever labels it
 */
public record Item(String id, String source, String sourceRef, Demand demand) {

    private static final int MAX_ID_BYTES = 256;

    /** An item that asks for nothing out of the ordinary. */
    public Item(String id, String source, String sourceRef) {
        this(id, source, sourceRef, Demand.NONE);
    }

    /**
     * Reads a line, in one pass and without keeping what it does not need.
     *
     * @throws IllegalArgumentException saying in one sentence what is wrong with it
     */
    public static Item read(byte[] buffer, int from, int length) {
        String id = null;
        String source = null;
        String sourceRef = null;
        String skill = null;
        String tier = null;
        try (JsonParser parser = Json.MAPPER.createParser(buffer, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the line is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "id" -> id = text(parser, "id");
                    case "source" -> source = text(parser, "source");
                    case "source-ref" -> sourceRef = text(parser, "source-ref");
                    case "skill" -> skill = text(parser, "skill");
                    case "tier" -> tier = text(parser, "tier");
                    default -> skip(parser);
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the line holds more than one JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line is not valid JSON" + column(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Item(checked(id), source, sourceRef, demand(skill, tier)).requireSource();
    }

    /** The same item, asking for what a batch's items ask for where it does not say so itself. */
    Item asking(ItemDefaults defaults) {
        Demand asked =
                new Demand(demand.skill().or(defaults::skill), demand.tier().or(defaults::tier));
        return asked.equals(demand) ? this : new Item(id, source, sourceRef, asked);
    }

    private static Demand demand(String skill, String tier) {
        return skill == null && tier == null
                ? Demand.NONE
                : new Demand(Optional.ofNullable(skill), Optional.ofNullable(tier));
    }

    private static String column(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
    }

    /** Passes a value over, but for its numbers: later steps read the whole line, so all must be readable. */
    private static void skip(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isNumeric()) {
                parser.getNumberValueExact();
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static String text(JsonParser parser, String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(field + " must be a string");
        }
        return parser.getText();
    }

    private static String checked(String id) {
        if (id != null && isPlain(id)) {
            return id;
        }
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("id is missing");
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
            throw new IllegalArgumentException("id is longer than " + MAX_ID_BYTES + " bytes");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new IllegalArgumentException("id is not valid Unicode");
        }
        if (id.indexOf('#') >= 0 || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("id must not hold # or control characters");
        }
        return id;
    }

    /** Whether an id passes all checks at a glance: not too long, and of ASCII characters that can be seen, without #. */
    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_ID_BYTES;
    }

    private Item requireSource() {
        if ((source == null) == (sourceRef == null)) {
            throw new IllegalArgumentException("exactly one of source and source-ref must be given");
        }
        return this;
    }
}
