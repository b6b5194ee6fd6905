package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Events as AWS sends them: the repository's samples, and more of the same form. */
public final class Events {

    public static final Path FOLDER = Path.of(System.getProperty("labelmill.root"), "events");

    private Events() {}

    /** A sample event of the repository. */
    public static JsonNode sample(String file) {
        try {
            return Json.parse(Files.readAllBytes(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** S3's notification that an object was created. */
    public static JsonNode created(String key) {
        JsonNode event = sample("s3/object-created-batch.json");
        ((ObjectNode) event.path("Records").path(0).path("s3").path("object"))
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8));
        return event;
    }

    /** Messages as one SQS batch. */
    public static JsonNode queued(List<? extends JsonNode> messages) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        for (JsonNode message : messages) {
            records.addObject()
                    .put("messageId", "m-" + records.size())
                    .put("eventSource", "aws:sqs")
                    .put("body", Json.write(message));
        }
        return event;
    }

    /** The schedule's tick. */
    public static JsonNode tick() {
        return sample("schedule/minute.json");
    }

    /** Changes of rows as {@code score} gets them. */
    public static JsonNode changed(List<? extends JsonNode> records) {
        ObjectNode event = Json.object();
        event.putArray("Records").addAll(records);
        return event;
    }

    /** Changes of rows as {@code tally} gets them: in a tumbling window. */
    public static JsonNode windowed(String shard, List<? extends JsonNode> records) {
        ObjectNode event = (ObjectNode) changed(records);
        event.put("shardId", shard).putObject("state");
        return event;
    }

    /** How many messages of a batch an answer calls failed. */
    public static int failures(JsonNode answer) {
        return answer.path("batchItemFailures").size();
    }
}
