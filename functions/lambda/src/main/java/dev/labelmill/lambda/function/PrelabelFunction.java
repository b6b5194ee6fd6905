package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by chunk messages: scores, then routes. */
@Singleton
public final class PrelabelFunction {

    private final Handler handler;

    PrelabelFunction(Services services) {
        this.handler = services.prelabel();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode prelabel(JsonNode event) {
        return handler.handle(event);
    }
}
