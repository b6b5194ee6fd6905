package dev.labelmill.bench.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The repository's sample events, told of other things.
 *
 * @param folder {@code events}
 */
record Samples(Path folder) {

    /** The file as it is. */
    JsonNode event(String file) {
        return Json.parse(bytes(file));
    }

    /** Its bytes. */
    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException("no sample event " + file, missing);
        }
    }

    /** S3's notification of a new object. */
    JsonNode created(String key) {
        JsonNode event = event("s3/object-created-batch.json");
        ((ObjectNode) event.at("/Records/0/s3/object")).put("key", key);
        return event;
    }

    /** One message of a queue. */
    JsonNode queued(String body) {
        JsonNode event = event("sqs/chunk-message.json");
        ((ObjectNode) event.at("/Records/0")).put("body", body);
        return event;
    }

    /** A vendor's request with one label of a task, not yet signed. */
    JsonNode delivery(String batch, JsonNode task, String annotator) {
        ObjectNode event = (ObjectNode) event("webhook/labels-submitted.json");
        ObjectNode body = Json.object().put("type", "labels.submitted").put("timestamp", "2026-11-30T00:00:00Z");
        body.putObject("data")
                .put("batch", batch)
                .putArray("labels")
                .addObject()
                .put("task", task.get("task").textValue())
                .put("dispatch", task.get("dispatch").textValue())
                .put("annotator", annotator)
                .put("choice", "yes")
                .put("seconds", 4.2)
                .put("revision", 1);
        event.put("rawPath", "/webhooks/crowd").put("body", Json.write(body));
        ((ObjectNode) event.get("headers"))
                .put("webhook-id", "msg_" + task.get("task").textValue() + annotator);
        return event;
    }

    /** Changes of rows as {@code score} gets them. */
    static JsonNode changed(List<JsonNode> records) {
        ObjectNode event = Json.object();
        event.putArray("Records").addAll(records);
        return event;
    }

    /** Changes of rows as {@code tally} gets them: in a tumbling window. */
    static JsonNode windowed(List<JsonNode> records) {
        ObjectNode event = (ObjectNode) changed(records);
        event.put("shardId", "shardId-00000001795514400000-00000000").putObject("state");
        return event;
    }
}
