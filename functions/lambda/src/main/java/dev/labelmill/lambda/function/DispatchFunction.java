package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by its schedule: sends tasks to vendors. */
@Singleton
public final class DispatchFunction {

    private final Handler handler;

    DispatchFunction(Services services) {
        this.handler = services.dispatch();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode dispatch(JsonNode event) {
        return handler.handle(event);
    }
}
