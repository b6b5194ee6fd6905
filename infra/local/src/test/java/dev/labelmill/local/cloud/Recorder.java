package dev.labelmill.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.runtime.InProcessRuntime;
import dev.labelmill.local.cloud.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A function that keeps every event it gets and answers as the test says. */
public final class Recorder {

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, String> answer;

    /** A function that answers {@code always}. */
    public Recorder(String always) {
        this(event -> always);
    }

    /** A function that answers by the event. */
    public Recorder(Function<JsonNode, String> answer) {
        this.answer = answer;
    }

    /** From now on answers so. */
    public void answer(Function<JsonNode, String> other) {
        answer = other;
    }

    /** A runtime with this as its only function. */
    public FunctionRuntime as(String name) {
        return new InProcessRuntime(Map.of(name, event -> {
            JsonNode json = Json.parse(event).orElseThrow();
            events.add(json);
            return answer.apply(json).getBytes(StandardCharsets.UTF_8);
        }));
    }

    /** The events so far. */
    public List<JsonNode> events() {
        return events;
    }

    /** Waits up to 15 s for {@code condition}; what it was is the test's to assert. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; attempt < 1500 && !condition.getAsBoolean(); attempt++) {
            Thread.sleep(10);
        }
    }
}
