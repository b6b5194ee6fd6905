package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by uploads to the bucket. */
@Singleton
public final class IntakeFunction {

    private final Handler handler;

    IntakeFunction(Services services) {
        this.handler = services.intake();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode intake(JsonNode event) {
        return handler.handle(event);
    }
}
