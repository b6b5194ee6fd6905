package dev.labelmill.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;

/**
 * What is answered.
 *
 * @param status HTTP status
 * @param type   content type, fixed by the server and never by what a user uploaded
 * @param body   its bytes, not copied
 */
record Reply(int status, String type, byte[] body) {

    private static final String JSON = "application/json";

    static Reply json(JsonNode tree) {
        return new Reply(200, JSON, Json.bytes(tree));
    }

    /** @param problem one sentence for whoever reads it */
    static Reply problem(int status, String problem) {
        return new Reply(status, JSON, Json.bytes(Json.object().put("problem", problem)));
    }
}
