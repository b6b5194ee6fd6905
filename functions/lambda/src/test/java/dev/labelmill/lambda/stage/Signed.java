package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Requests to the Function URL, signed as Standard Webhooks has it, with the samples' public key. */
public final class Signed {

    public static final String KEY = "whsec_bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleSwgcHVibGlj";

    private Signed() {}

    /** A request, as Lambda gets it. */
    public static JsonNode request(String path, String id, Instant at, JsonNode body) {
        return request(KEY, path, id, at, body);
    }

    /** The same, signed with another key. */
    public static JsonNode request(String key, String path, String id, Instant at, JsonNode body) {
        String text = Json.write(body);
        return signed("webhook/labels-submitted.json", key, id, at, text)
                .put("rawPath", path)
                .put("body", text);
    }

    private static ObjectNode signed(String sample, String key, String id, Instant at, String content) {
        String signature =
                new StandardWebhooks().sign(Secret.ofWebhookKey(key), id, at, content.getBytes(StandardCharsets.UTF_8));
        ObjectNode event = (ObjectNode) Events.sample(sample);
        ((ObjectNode) event.get("headers"))
                .put("webhook-id", id)
                .put("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .put("webhook-signature", signature);
        ((ObjectNode) event.get("requestContext")).put("requestId", "request-" + id);
        return event;
    }

    /** A request for tasks by a query string. */
    public static JsonNode asked(String vendor, String id, Instant at, String query) {
        return signed("webhook/tasks-asked-for.json", KEY, id, at, query)
                .put("rawPath", "/tasks/" + vendor)
                .put("rawQueryString", query);
    }

    /** A request for tasks. */
    public static JsonNode wanted(String vendor, String id, Instant at, String annotator, int most) {
        ObjectNode body = Json.object().put("type", "tasks.requested").put("timestamp", at.toString());
        body.putObject("data").put("annotator", annotator).put("most", most);
        return request("/tasks/" + vendor, id, at, body);
    }

    /** A request about leases, {@code tasks.held} or {@code tasks.released}. */
    public static JsonNode about(
            String type, String vendor, String id, Instant at, String annotator, List<String> leases) {
        ObjectNode body = Json.object().put("type", type).put("timestamp", at.toString());
        ObjectNode data = body.putObject("data").put("annotator", annotator);
        leases.forEach(data.putArray("leases")::add);
        return request("/tasks/" + vendor, id, at, body);
    }

    /** What an answer says. */
    public static JsonNode body(JsonNode answer) {
        return Json.parse(answer.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }
}
