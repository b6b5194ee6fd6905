package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by finish messages: results and report. */
@Singleton
public final class FinishFunction {

    private final Handler handler;

    FinishFunction(Services services) {
        this.handler = services.finish();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode finish(JsonNode event) {
        return handler.handle(event);
    }
}
