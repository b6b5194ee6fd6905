package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.NoticeDelivery;
import java.time.LocalDate;

/**
 * The message that takes a delivery up: to begin with, and again after each attempt that failed.
 *
 * @param tried attempts that had been made when it was sent: later ones have messages of their own
 */
record Continuation(String endpoint, LocalDate day, String notice, int tried) {

    static Continuation of(NoticeDelivery delivery) {
        return new Continuation(delivery.endpoint(), delivery.day(), delivery.notice(), delivery.tried());
    }

    /** @throws IllegalArgumentException if it is no such message */
    static Continuation read(JsonNode message) {
        Fields fields = Fields.of(message.path("delivery"));
        return new Continuation(
                fields.string("endpoint"),
                LocalDate.parse(fields.string("day")),
                fields.string("notice"),
                fields.small("tried"));
    }

    ObjectNode toMessage() {
        ObjectNode message = Json.object();
        message.putObject("delivery")
                .put("endpoint", endpoint)
                .put("day", day.toString())
                .put("notice", notice)
                .put("tried", tried);
        return message;
    }
}
