package dev.labelmill.lambda.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads JSON from strangers: UTF-8 alone, one document, no repeated keys, bounded depth and lengths. What another
 * reader might understand differently is refused instead of guessed.
 */
public final class StrictJson {
    /** Deepest nesting of objects and arrays in Labelmill's own payloads and files. */
    public static final int MAX_DEPTH = 9;
    /**
     * Deepest nesting in payloads of vendors that send their tasks back: a choice of a taxonomy in a Scale task's
     * parameters is the tenth level, a field of a Label Studio task's own data the fourth and below.
     */
    public static final int MAX_VENDOR_DEPTH = 16;
    /** Longest string, in characters: an inline image of a Label Studio task fits. */
    public static final int MAX_STRING_CHARS = 512 * 1024;

    private static final int MAX_NUMBER_CHARS = 40;
    private static final int MAX_NAME_CHARS = 256;

    private static final ObjectReader OWN = reader(MAX_DEPTH);
    private static final ObjectReader VENDORS = reader(MAX_VENDOR_DEPTH);
    /** For a value that others stand behind. */
    private static final ObjectReader PART = OWN.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /**
     * Reads one JSON object, at most {@link #MAX_DEPTH} levels deep.
     *
     * @return the root, whose path is empty
     * @throws UnusableContent 400 with a sentence that says what is wrong and where, without quoting
     */
    public static Field read(byte[] bytes) throws UnusableContent {
        return read(bytes, OWN, MAX_DEPTH);
    }

    /** Reads these members of one JSON object and passes over the others, with no memory for them; else as {@link #read} does. */
    static Field read(byte[] bytes, Set<String> members) throws UnusableContent {
        String text = decode(bytes);
        return new Field("", parse(() -> members(text, members), MAX_DEPTH));
    }

    private static JsonNode members(String text, Set<String> members) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        try (JsonParser parser = PART.getFactory().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (members.contains(name)) {
                    object.set(name, PART.readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one");
            }
        }
        return object;
    }

    /** Reads one JSON object, at most {@link #MAX_VENDOR_DEPTH} levels deep; else as {@link #read} does. */
    public static Field readVendors(byte[] bytes) throws UnusableContent {
        return read(bytes, VENDORS, MAX_VENDOR_DEPTH);
    }

    private static ObjectReader reader(int depth) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxStringLength(MAX_STRING_CHARS)
                                .maxNumberLength(MAX_NUMBER_CHARS)
                                .maxNameLength(MAX_NAME_CHARS)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // Doubles would turn 1e400 into infinity and hide digits of a revision.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .reader();
    }

    private static Field read(byte[] bytes, ObjectReader reader, int depth) throws UnusableContent {
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new UnusableContent(400, "the body is empty");
        }
        JsonNode root = parse(() -> reader.readTree(text), depth);
        if (!root.isObject()) {
            throw new UnusableContent(400, "the body is not a JSON object");
        }
        return new Field("", root);
    }

    /** Jackson's own decoder guesses UTF-16 and UTF-32 and lets overlong forms pass. */
    private static String decode(byte[] bytes) throws UnusableContent {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new UnusableContent(400, "the body is not UTF-8");
        }
    }

    /** Reads a tree from Jackson. */
    @FunctionalInterface
    private interface Tree {
        JsonNode read() throws IOException;
    }

    private static JsonNode parse(Tree tree, int depth) throws UnusableContent {
        try {
            return tree.read();
        } catch (StreamConstraintsException beyond) {
            // The type does not say which bound it was; the message does, and a test holds its wording.
            throw new UnusableContent(
                    400,
                    beyond.getOriginalMessage().contains("nesting depth")
                            ? "the body is nested more than " + depth + " levels deep"
                            : "the body holds a string, a number or a name that is too long" + at(beyond));
        } catch (NumberFormatException beyond) {
            // Jackson lets this one through for an exponent beyond BigDecimal's own range.
            throw new UnusableContent(400, "the body holds a number out of all range");
        } catch (JsonProcessingException invalid) {
            throw new UnusableContent(400, "the body is not valid JSON, or repeats a key" + at(invalid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String at(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        return place == null ? "" : ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
