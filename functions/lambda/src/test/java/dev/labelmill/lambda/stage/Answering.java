package dev.labelmill.lambda.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Annotators who answer what their vendors were given, each task once, through the webhook. */
final class Answering {

    /** Of annotators' names, by vendor. */
    private static final Map<String, String> PREFIXES = Map.of("crowd", "w", "second", "s", "experts", "x");

    private final Stage stage;
    private final Set<String> answered = new HashSet<>();
    /** When a line was first seen that a late vendor has. */
    private final Map<String, Instant> seen = new HashMap<>();

    private final Map<String, Duration> late = new HashMap<>();
    private int deliveries;

    Answering(Stage stage) {
        this.stage = stage;
    }

    /** Lets a vendor answer no earlier than so long after it finds a task. */
    void late(String vendor, Duration delay) {
        late.put(vendor, delay);
    }

    /** Answers each task of these lines once, when it is time. */
    void answer(String vendor, List<JsonNode> lines, WholeBatch.Answers answers) {
        for (JsonNode line : lines) {
            TaskLine task = TaskLine.of(line);
            String key = vendor + " " + task.dispatch() + " " + task.item();
            Instant due = seen.computeIfAbsent(key, first -> stage.now).plus(late.getOrDefault(vendor, Duration.ZERO));
            if (!stage.now.isBefore(due) && answered.add(key)) {
                IntStream.range(0, 9)
                        .mapToObj(n -> task.annotator(PREFIXES.get(vendor), n))
                        .filter(annotator -> !task.exclude().contains(annotator))
                        .filter(annotator -> answers.of(annotator, task.item()) != null)
                        .limit(task.labels())
                        .forEach(annotator -> {
                            JsonNode answer = send(vendor, line, annotator, answers.of(annotator, task.item()));
                            assertThat(answer.get("statusCode").intValue())
                                    .as(answer.toString())
                                    .isEqualTo(200);
                        });
            }
        }
    }

    /** Sends an answer in the form of the line, with what proves its sender, and gives the webhook's answer. */
    JsonNode send(String vendor, JsonNode line, String annotator, String value) {
        return stage.services()
                .webhook()
                .handle(
                        line.has("data")
                                ? annotation(line, annotator, value)
                                : submission(vendor, line, annotator, value));
    }

    private JsonNode annotation(JsonNode line, String annotator, String result) {
        ObjectNode event = (ObjectNode) Events.sample("label-studio/annotation-created.json");
        ObjectNode body = (ObjectNode) WholeBatch.json(event.get("body").textValue());
        ObjectNode annotation = (ObjectNode) body.get("annotation");
        annotation.put("completed_by", Integer.parseInt(annotator)).put("id", ++deliveries);
        annotation.set("result", WholeBatch.json(result));
        ((ObjectNode) body.get("task")).set("data", line.get("data"));
        event.put("rawPath", "/webhooks/crowd").put("body", Json.write(body));
        ((ObjectNode) event.get("headers")).put("x-labelmill-secret", Signed.KEY);
        return event;
    }

    private JsonNode submission(String vendor, JsonNode line, String annotator, String value) {
        ObjectNode body = Json.object().put("type", "labels.submitted").put("timestamp", stage.now.toString());
        ObjectNode label = body.putObject("data")
                .put("batch", "b")
                .putArray("labels")
                .addObject()
                .put("task", line.get("task").textValue())
                .put("dispatch", line.get("dispatch").textValue())
                .put("annotator", annotator);
        if (value.startsWith("choice:")) {
            label.put("choice", value.substring("choice:".length()));
        } else {
            label.set("value", WholeBatch.json(value));
        }
        return Signed.request("/webhooks/" + vendor, "msg_" + ++deliveries, stage.now, body);
    }

    /** The crowd's annotators ask for tasks until there are none left, and answer each. */
    void pull(String vendor, WholeBatch.Answers answers) {
        for (int n = 0; n < 9; n++) {
            String annotator = PREFIXES.get(vendor) + n;
            JsonNode answer = stage.services()
                    .webhook()
                    .handle(Signed.wanted(vendor, "msg_" + ++deliveries, stage.now, annotator, 20));
            Signed.body(answer).path("tasks").forEach(given -> {
                JsonNode line = given.get("task");
                JsonNode stored = send(
                        vendor,
                        line,
                        annotator,
                        answers.of(annotator, line.get("task").textValue()));
                assertThat(Signed.body(stored).path("stored").asInt())
                        .as(stored.toString())
                        .isEqualTo(1);
            });
        }
    }
}
