package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by new labels on the stream: decides tasks. */
@Singleton
public final class ScoreFunction {

    private final Handler handler;

    ScoreFunction(Services services) {
        this.handler = services.score();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode score(JsonNode event) {
        return handler.handle(event);
    }
}
