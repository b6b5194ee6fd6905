package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Called by a Ground Truth labeling job with its workers' answers: makes one label of several. */
@Singleton
public final class ConsolidateFunction {

    private final Handler handler;

    ConsolidateFunction(Services services) {
        this.handler = services.consolidate();
    }

    /** @return what the job expects */
    @Funq
    public JsonNode consolidate(JsonNode event) {
        return handler.handle(event);
    }
}
