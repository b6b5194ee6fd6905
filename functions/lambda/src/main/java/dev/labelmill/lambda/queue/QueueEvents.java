package dev.labelmill.lambda.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * An SQS batch handled message by message: one that fails is reported as its own failure and comes
 * again, at last to the dead-letter queue; the others are done.
 */
public final class QueueEvents {

    private static final Logger LOG = Logger.getLogger(QueueEvents.class);

    private QueueEvents() {}

    /** Whether an event is an SQS batch. */
    public static boolean isQueueEvent(JsonNode event) {
        return "aws:sqs"
                .equals(event.path("Records").path(0).path("eventSource").asText());
    }

    /** Handles each message's body; answers which messages failed. */
    public static ObjectNode each(JsonNode event, Consumer<JsonNode> handler) {
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode record : event.path("Records")) {
            String id = record.path("messageId").asText();
            try {
                handler.accept(Json.parse(record.path("body").asText().getBytes(StandardCharsets.UTF_8)));
            } catch (RuntimeException e) {
                LOG.errorf(e, "message %s failed and will come again", id);
                failures.addObject().put("itemIdentifier", id);
            }
        }
        return answer;
    }
}
