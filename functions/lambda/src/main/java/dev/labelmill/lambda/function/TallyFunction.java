package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by every change on the stream: keeps totals. */
@Singleton
public final class TallyFunction {

    private final Handler handler;

    TallyFunction(Services services) {
        this.handler = services.tally();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode tally(JsonNode event) {
        return handler.handle(event);
    }
}
