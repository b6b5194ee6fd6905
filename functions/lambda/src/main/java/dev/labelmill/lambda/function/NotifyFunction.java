package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by notices and by deliveries that are due again: tells users' endpoints. */
@Singleton
public final class NotifyFunction {

    private final Handler handler;

    NotifyFunction(Services services) {
        this.handler = services.notifications();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode notify(JsonNode event) {
        return handler.handle(event);
    }
}
