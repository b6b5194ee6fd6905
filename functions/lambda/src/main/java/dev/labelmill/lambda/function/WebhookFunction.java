package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by a vendor's request to the Function URL. */
@Singleton
public final class WebhookFunction {

    private final Handler handler;

    WebhookFunction(Services services) {
        this.handler = services.webhook();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode webhook(JsonNode event) {
        return handler.handle(event);
    }
}
