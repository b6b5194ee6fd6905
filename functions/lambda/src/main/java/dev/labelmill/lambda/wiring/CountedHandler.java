package dev.labelmill.lambda.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.publish.EventCounts;

/** Tells at an invocation's end what it did, where it failed too: what it had stored by then is done. */
final class CountedHandler implements Handler {

    private final Handler handler;
    private final EventCounts events;

    CountedHandler(Handler handler, EventCounts events) {
        this.handler = handler;
        this.events = events;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        try {
            return handler.handle(event);
        } finally {
            events.write();
        }
    }
}
