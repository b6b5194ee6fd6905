package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Something that users are told.
 *
 * @param id      derived from what happened, so that it is the same when it is told again; the {@code webhook-id}
 * @param type    such as {@code batch.phase}
 * @param at      when it happened
 * @param project whose business it is; empty if no project is known
 * @param data    what happened, in the form that {@code schema/labelmill.notice.v1.schema.json} has for the type
 */
public record Notice(String id, String type, Instant at, String project, ObjectNode data) {

    /** A batch has entered another phase. */
    public static final String BATCH_PHASE = "batch.phase";

    /** A batch is done and its certificate is written. */
    public static final String BATCH_CERTIFIED = "batch.certified";

    /** A threshold of a batch's or of a day's budget is reached. */
    public static final String BUDGET_USED = "budget.used";

    /** A label or a task could not be used. */
    public static final String TASK_REJECTED = "task.rejected";

    private static final int ID_BYTES = 16;

    /**
     * A notice whose id follows from its type and from what tells the occurrence apart.
     *
     * @param occurrence the same whenever the same thing is told
     */
    public static Notice of(String type, String occurrence, Instant at, String project, ObjectNode data) {
        byte[] hash = sha256(type + "\n" + occurrence);
        return new Notice("msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES), type, at, project, data);
    }

    /** The payload of the delivery, as Standard Webhooks recommends: type, timestamp, data. The same bytes each time. */
    public String payload() {
        ObjectNode payload = Json.object().put("type", type).put("timestamp", at.toString());
        payload.set("data", data);
        return Json.write(payload);
    }

    /** The notice as a message of the queue. */
    ObjectNode toMessage() {
        ObjectNode notice = Json.object()
                .put("id", id)
                .put("type", type)
                .put("at", at.toString())
                .put("project", project);
        notice.set("data", data);
        ObjectNode message = Json.object();
        message.set("notice", notice);
        return message;
    }

    /** @throws IllegalArgumentException if it is no such message */
    static Notice read(JsonNode message) {
        Fields fields = Fields.of(message.path("notice"));
        return new Notice(
                fields.string("id"),
                fields.string("type"),
                Instant.parse(fields.string("at")),
                fields.string("project"),
                (ObjectNode) fields.json("data").orElseThrow());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
