package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.queue.QueueEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers notices to the endpoints that want them. Its queue brings notices, of which each becomes a delivery to each endpoint,
 * and deliveries that are due, of which each is one attempt. While the endpoints cannot be read messages fail, and come again.
 * Other events are {@link Commands}.
 */
public final class Notifying implements Handler {

    private final EndpointSource endpoints;
    private final Certified certified;
    private final Courier courier;
    private final Commands commands;

    /**
     * @param certified adds what is known of a batch once it is done
     * @param courier   brings a notice to an endpoint
     */
    public Notifying(EndpointSource endpoints, Certified certified, Courier courier) {
        this.endpoints = endpoints;
        this.certified = certified;
        this.courier = courier;
        this.commands = new Commands(courier, endpoints);
    }

    @Override
    public JsonNode handle(JsonNode event) {
        return commands.answer(event).orElseGet(() -> QueueEvents.each(event, this::take));
    }

    private void take(JsonNode message) {
        if (message.has("notice")) {
            Notice notice = Notice.read(message);
            List<Notice> all = new ArrayList<>(List.of(notice));
            certified.of(notice).ifPresent(all::add);
            all.forEach(this::begin);
        } else {
            courier.continued(Continuation.read(message), endpoints);
        }
    }

    private void begin(Notice notice) {
        courier.begin(
                notice,
                endpoints.current().stream()
                        .filter(endpoint -> endpoint.wants(notice))
                        .toList());
    }
}
