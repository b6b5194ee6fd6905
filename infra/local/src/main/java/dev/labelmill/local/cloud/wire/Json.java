package dev.labelmill.local.cloud.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON of events and answers, as trees. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree as UTF-8. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree always has a text", impossible);
        }
    }

    /** The tree as text. */
    public static String text(JsonNode tree) {
        return tree.toString();
    }

    /** The tree of one JSON document; empty if the bytes are not one. Blank input is the missing node. */
    public static Optional<JsonNode> parse(byte[] document) {
        try {
            return Optional.of(MAPPER.readTree(document));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
