package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by its schedule: drives batches on. */
@Singleton
public final class AdvanceFunction {

    private final Handler handler;

    AdvanceFunction(Services services) {
        this.handler = services.advance();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode advance(JsonNode event) {
        return handler.handle(event);
    }
}
