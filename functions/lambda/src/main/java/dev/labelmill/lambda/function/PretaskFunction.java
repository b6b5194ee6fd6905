package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.groundtruth.Pretask;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/**
 * Called by a Ground Truth labeling job for each line of its manifest, before its workers. It calls no service and writes nothing
 * that its own cost could ride on: so it takes none of the services, and starts without them.
 */
@Singleton
public final class PretaskFunction {

    private final Handler handler = new Pretask();

    /** @return what the job expects */
    @Funq
    public JsonNode pretask(JsonNode event) {
        return handler.handle(event);
    }
}
