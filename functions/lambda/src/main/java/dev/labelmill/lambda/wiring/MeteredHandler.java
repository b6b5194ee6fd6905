package dev.labelmill.lambda.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.Handler;
import java.time.InstantSource;

/** Meters an invocation's request and time: up to its last write on the rows it writes, the rest on the environment's next. */
final class MeteredHandler implements Handler {

    private final Handler handler;
    private final Meter meter;
    private final InstantSource clock;

    MeteredHandler(Handler handler, Meter meter, InstantSource clock) {
        this.handler = handler;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        meter.begin(clock::millis);
        try {
            return handler.handle(event);
        } finally {
            meter.end();
        }
    }
}
