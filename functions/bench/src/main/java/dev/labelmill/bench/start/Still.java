package dev.labelmill.bench.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.wiring.Clients;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a function met when a batch was carried along: the event that it was to answer, and the table and the bucket as they
 * were before it did.
 *
 * @param function its export
 * @param event    in which {@value #BUCKET} stands for the bucket's name
 * @param rows     of the table
 * @param objects  of the bucket, by key
 */
record Still(String function, JsonNode event, List<Map<String, AttributeValue>> rows, Map<String, byte[]> objects) {

    /** What events name the bucket by. */
    static final String BUCKET = "example-bucket";

    /** The key of the sample secrets' vendor {@code crowd}, which is public and protects nothing. */
    private static final Secret KEY = Secret.ofWebhookKey("bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleSwgcHVibGlj");

    /** Copies the collections. */
    Still {
        rows = List.copyOf(rows);
        objects = Map.copyOf(objects);
    }

    /** Fills an empty table and an empty bucket of one name with what was there. */
    void restore(Clients clients, String name) {
        rows.forEach(row -> clients.dynamo().putItem(put -> put.tableName(name).item(row)));
        Bucket bucket = new Bucket(clients.s3(), name);
        objects.forEach((key, content) -> bucket.put(key, "application/octet-stream", content));
    }

    /** The event's bytes for a bucket; a vendor's request is signed at {@code now}, since an old one is refused. */
    byte[] event(String bucket, Instant now) {
        JsonNode here = event.path("headers").has("webhook-signature") ? signed(event, now) : event;
        return Json.write(here).replace(BUCKET, bucket).getBytes(StandardCharsets.UTF_8);
    }

    /** A vendor's request with what proves its sender at an instant. */
    static JsonNode signed(JsonNode request, Instant at) {
        ObjectNode event = request.deepCopy();
        ObjectNode headers = (ObjectNode) event.get("headers");
        String id = headers.get("webhook-id").textValue();
        byte[] body = event.get("body").textValue().getBytes(StandardCharsets.UTF_8);
        new StandardWebhooks().headers(KEY, id, at, body).forEach(headers::put);
        return event;
    }
}
