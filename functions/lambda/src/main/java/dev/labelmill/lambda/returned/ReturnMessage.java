package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;

/**
 * Asks that a returned file be read on.
 *
 * @param etag    the version that was begun; if it is gone there is nothing to do, for what replaced it has its own event
 * @param records how many records are done
 */
record ReturnMessage(String key, String etag, long records) {

    private static final String RETURNED = "returned";

    static boolean is(JsonNode message) {
        return message.path(RETURNED).isObject();
    }

    /** @throws IllegalArgumentException if it is no such message */
    static ReturnMessage read(JsonNode message) {
        Fields fields = Fields.of(message).object(RETURNED);
        return new ReturnMessage(fields.string("key"), fields.string("etag"), fields.whole("records"));
    }

    ObjectNode toJson() {
        ObjectNode message = Json.object();
        message.putObject(RETURNED).put("key", key).put("etag", etag).put("records", records);
        return message;
    }
}
