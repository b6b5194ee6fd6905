package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Called by a Ground Truth labeling job for each line of its manifest, before its workers. */
@Singleton
public final class PretaskFunction {

    private final Handler handler;

    PretaskFunction(Services services) {
        this.handler = services.pretask();
    }

    /** @return what the job expects */
    @Funq
    public JsonNode pretask(JsonNode event) {
        return handler.handle(event);
    }
}
