package dev.labelmill.lambda.reception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Two tasks that the crowd has claimed, and the webhook that its labels come to. */
final class ClaimedTasks {

    static final String DISPATCH = "d-5f1c0a9e4b7d2386";
    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
             "overlap":{"min":3,"max":3,"targetConfidence":0.9},
             "vendors":[
              {"name":"crowd","tier":"crowd","pricePerLabel":0.012,"capacity":10,"deadlineSeconds":60},
              {"name":"ls","tier":"crowd","format":"label-studio","pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";

    /** Each request has an id of its own, also when it brings a delivery that was sent before. */
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    final Stage stage;
    final Handler webhook;

    ClaimedTasks() {
        this(new Stage());
    }

    ClaimedTasks(Stage stage) {
        this.stage = stage;
        stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
        webhook = stage.services().webhook();
        stage.batches().insert(Samples.labelling("digits", SETTINGS));
        for (String item : List.of("i1", "i2")) {
            stage.claimed(Task.forPeople("digits", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), DISPATCH);
        }
    }

    /** The webhook's answer to one of the repository's samples. */
    JsonNode send(String sample) {
        return webhook.handle(Events.sample(sample));
    }

    /** An answer's body. */
    static JsonNode body(JsonNode answer) {
        return Json.parse(answer.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }

    List<Label> labels(String item) {
        return stage.labels().of("digits", item);
    }

    List<Rejection> rejections() {
        return stage.rejections("webhook/crowd");
    }

    /** A request with a body of one's own, signed as the crowd signs. */
    static JsonNode signed(String delivery, String body) {
        ObjectNode event = (ObjectNode) Events.sample("webhook/labels-submitted.json");
        String key = Events.sample("webhook/sample-secrets.json")
                .path("crowd")
                .path("current")
                .asText();
        String signature = new StandardWebhooks()
                .sign(Secret.ofWebhookKey(key), delivery, Stage.START, body.getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) event.path("headers")).put("webhook-id", delivery).put("webhook-signature", signature);
        ((ObjectNode) event.path("requestContext")).put("requestId", "request-" + REQUESTS.incrementAndGet());
        return event.put("body", body);
    }

    /** A body of labels. */
    static String submitted(String... labels) {
        return "{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-24T10:00:00Z\",\"data\":{\"batch\":\"digits\",\"labels\":["
                + String.join(",", labels) + "]}}";
    }

    /** A label as the crowd writes it. */
    static String label(String task, String annotator, String choice, int revision) {
        return "{\"task\":\"" + task + "\",\"dispatch\":\"" + DISPATCH + "\",\"annotator\":\"" + annotator
                + "\",\"choice\":\"" + choice + "\",\"revision\":" + revision + "}";
    }
}
