package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.NoticeDelivery;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What whoever may call the function can have of it: {@code {"deliveries":{"endpoint","day"}}} lists a day's deliveries,
 * {@code {"redeliver":{"endpoint","day","notice"}}} has one made once more, and without {@code notice} all that were given up.
 */
final class Commands {

    /** Deliveries in a list: with many attempts each, they fit into an answer of Lambda's. */
    private static final int MOST_LISTED = 1000;

    private static final String DELIVERIES = "deliveries";
    private static final String REDELIVER = "redeliver";

    private final Courier courier;
    private final EndpointSource endpoints;

    Commands(Courier courier, EndpointSource endpoints) {
        this.courier = courier;
        this.endpoints = endpoints;
    }

    /**
     * The answer to a command; empty if the event is none. What cannot be done is answered by a sentence under {@code error}: it is
     * no failure of the function's, of which an alarm is to tell.
     */
    Optional<JsonNode> answer(JsonNode event) {
        try {
            return event.has(DELIVERIES) || event.has(REDELIVER) ? Optional.of(done(event)) : Optional.empty();
        } catch (IllegalArgumentException undoable) {
            return Optional.of(Json.object().put("error", undoable.getMessage()));
        }
    }

    private ObjectNode done(JsonNode event) {
        Fields command = Fields.of(event);
        return event.has(DELIVERIES) ? list(command.object(DELIVERIES)) : redeliver(command.object(REDELIVER));
    }

    private ObjectNode list(Fields wanted) {
        String endpoint = wanted.string("endpoint");
        LocalDate day = day(DELIVERIES, wanted);
        wanted.requireNothingElse();
        List<NoticeDelivery> deliveries =
                courier.log(endpoint, day).limit(MOST_LISTED + 1L).toList();
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray(DELIVERIES);
        deliveries.stream().limit(MOST_LISTED).forEach(delivery -> listed.add(shown(delivery)));
        return answer.put("more", deliveries.size() > MOST_LISTED);
    }

    private static ObjectNode shown(NoticeDelivery delivery) {
        ObjectNode shown = Json.object()
                .put("notice", delivery.notice())
                .put("type", delivery.type())
                .put("state", delivery.state().name());
        if (delivery.state() == State.WAITING) {
            shown.put("next", delivery.next().toString());
        }
        ArrayNode attempts = shown.putArray("attempts");
        delivery.attempts()
                .forEach(attempt ->
                        attempts.addObject().put("at", attempt.at().toString()).put("outcome", attempt.outcome()));
        return shown;
    }

    private ObjectNode redeliver(Fields wanted) {
        String endpoint = wanted.string("endpoint");
        LocalDate day = day(REDELIVER, wanted);
        Optional<String> notice = wanted.has("notice") ? Optional.of(id(wanted)) : Optional.empty();
        wanted.requireNothingElse();
        return notice.map(id -> Json.object()
                        .put(
                                "state",
                                courier.again(endpoint, day, id, endpoints.current())
                                        .name()))
                .orElseGet(
                        () -> Json.object().put("queued", courier.againAllGivenUp(endpoint, day, endpoints.current())));
    }

    private static String id(Fields wanted) {
        String id = wanted.string("notice");
        if (id.isEmpty()) {
            throw new IllegalArgumentException(REDELIVER + ".notice must not be empty");
        }
        return id;
    }

    private static LocalDate day(String command, Fields wanted) {
        try {
            return LocalDate.parse(wanted.string("day"));
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException(command + ".day must be a day such as 2026-11-29", none);
        }
    }
}
