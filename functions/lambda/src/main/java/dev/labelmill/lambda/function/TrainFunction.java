package dev.labelmill.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.wiring.Services;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/** Woken by train messages: the head of a batch's next round. */
@Singleton
public final class TrainFunction {

    private final Handler handler;

    TrainFunction(Services services) {
        this.handler = services.train();
    }

    /** @return what Lambda expects of this kind of event */
    @Funq
    public JsonNode train(JsonNode event) {
        return handler.handle(event);
    }
}
