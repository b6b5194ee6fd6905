package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.http.WebhookDoor;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Signed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch whose annotators ask for each task over HTTP, hold it, and answer over HTTP. */
class PullThereAndBackTest {

    private final SmallBatch batch = new SmallBatch(SmallBatch.CHOICE, "\"delivery\":\"pull\",");
    private final WebhookDoor door =
            new WebhookDoor(() -> batch.stage.services().webhook());
    private int requests;

    PullThereAndBackTest() {
        batch.stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void tasks_are_leased_over_http_and_labels_come_back_over_http_until_the_batch_is_done() {
        batch.run(() -> {
            giveBack("w0");
            List.of("w1", "w2").forEach(this::work);
        });

        assertThat(batch.result("a/1").at("/label-metadata/class-name").asText())
                .isEqualTo("yes");
        assertThat(batch.result("b 2").at("/label-metadata/class-name").asText())
                .isEqualTo("no");
        for (String item : SmallBatch.IMAGES.keySet()) {
            assertThat(batch.stage.tasks().get("b", item).orElseThrow().state()).isEqualTo(TaskState.RESOLVED);
            assertThat(batch.stage.labels().of("b", item)).hasSize(2);
        }
        assertThat(batch.stage.rows()).noneMatch(row -> row.pk().startsWith("REJECTED#"));
        assertThat(batch.taskFiles()).isEmpty();
    }

    /** Asks for tasks and gives them back, for others: nobody gets one a second time. */
    private void giveBack(String annotator) {
        JsonNode tasks = wanted(annotator);
        if (!tasks.isEmpty()) {
            assertThat(about("tasks.released", annotator, tasks).path("released"))
                    .hasSameSizeAs(tasks);
        }
    }

    /** Asks for tasks, says that they are in hand, and answers them. */
    private void work(String annotator) {
        JsonNode tasks = wanted(annotator);
        if (!tasks.isEmpty()) {
            assertThat(about("tasks.held", annotator, tasks).path("held")).hasSameSizeAs(tasks);
        }
        tasks.forEach(task -> answer(annotator, task.get("task")));
    }

    private JsonNode wanted(String annotator) {
        return send(Signed.wanted("crowd", nextId(), batch.stage.now, annotator, 5))
                .path("tasks");
    }

    private JsonNode about(String type, String annotator, JsonNode tasks) {
        List<String> leases =
                tasks.valueStream().map(task -> task.path("lease").asText()).toList();
        return send(Signed.about(type, "crowd", nextId(), batch.stage.now, annotator, leases));
    }

    private void answer(String annotator, JsonNode task) {
        ObjectNode body = Json.object().put("type", "labels.submitted").put("timestamp", batch.stage.now.toString());
        body.putObject("data")
                .put("batch", "b")
                .putArray("labels")
                .addObject()
                .put("task", task.get("task").textValue())
                .put("dispatch", task.get("dispatch").textValue())
                .put("annotator", annotator)
                .put("choice", task.get("source-ref").textValue().contains("/one/") ? "yes" : "no");
        JsonNode request = Signed.request("/webhooks/crowd", nextId(), batch.stage.now, body);

        assertThat(send(request).path("stored").asInt()).isEqualTo(1);
        assertThat(send(request).path("duplicates").asInt()).isEqualTo(1);
    }

    private String nextId() {
        return "msg_" + ++requests;
    }

    private JsonNode send(JsonNode request) {
        JsonNode answer = door.send(request);
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        return Signed.body(answer);
    }
}
