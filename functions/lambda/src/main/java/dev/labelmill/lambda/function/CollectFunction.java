package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by errands: labels that a vendor's webhook only told of. */
@Singleton
public final class CollectFunction {

    private final Handler handler;

    CollectFunction(Services services) {
        this.handler = services.collect();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode collect(JsonNode event) {
        return handler.handle(event);
    }
}
