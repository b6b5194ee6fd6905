package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.Rejections;

/**
 * Asks that a returned file be read on.
 *
 * @param etag    the version that was begun; if it is gone there is nothing to do, for what replaced it has its own event
 * @param records how many records are done
 * @param unusable what of them could not be used
 */
record ReturnMessage(String key, String etag, long records, Rejections unusable) {

    private static final String RETURNED = "returned";
    private static final String UNUSABLE = "unusable";

    static boolean is(JsonNode message) {
        return message.path(RETURNED).isObject();
    }

    /** @throws IllegalArgumentException if it is no such message */
    static ReturnMessage read(JsonNode message) {
        Fields fields = Fields.of(message).object(RETURNED);
        return new ReturnMessage(
                fields.string("key"),
                fields.string("etag"),
                fields.whole("records"),
                Rejections.labels(message.path(RETURNED).path(UNUSABLE)));
    }

    ObjectNode toJson() {
        ObjectNode message = Json.object();
        message.putObject(RETURNED)
                .put("key", key)
                .put("etag", etag)
                .put("records", records)
                .set(UNUSABLE, unusable.toJson());
        return message;
    }
}
