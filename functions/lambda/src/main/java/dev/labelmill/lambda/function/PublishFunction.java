package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by its schedule: metrics of active batches. */
@Singleton
public final class PublishFunction {

    private final Handler handler;

    PublishFunction(Services services) {
        this.handler = services.publish();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode publish(JsonNode event) {
        return handler.handle(event);
    }
}
