package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Signed;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.webhook.SampleEvents;
import dev.labelmill.lambda.wiring.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A desk whose crowd asks for its tasks, and what its annotators say to it through the webhook's own function. */
final class PullDesk {

    static final String SETTINGS = Samples.SETTINGS
            .replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"delivery\":\"pull\"")
            .replace("\"capacity\":10", "\"capacity\":100")
            .replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":3600");

    final Desk desk;
    final Stage stage;
    private int requests;

    PullDesk(String settings, Stage stage) {
        this.desk = new Desk(settings, stage);
        this.stage = stage;
        stage.secrets = SampleEvents.SECRETS.toUri().toString();
    }

    /** A desk on a table in memory. */
    static PullDesk of(String settings) {
        return new PullDesk(settings, Stage.inMemory());
    }

    /** With so many tasks for people, the first most urgent, and all dispatched. */
    static PullDesk dispatched(int people) {
        PullDesk desk = of(SETTINGS).people(people);
        desk.desk.dispatch();
        return desk;
    }

    PullDesk people(int people) {
        IntStream.range(0, people).forEach(i -> desk.people(i, 0.9 - i / 100.0));
        return this;
    }

    LeaseStore leases() {
        return new LeaseStore(stage.table());
    }

    String nextId() {
        return "msg_" + ++requests;
    }

    /** The whole answer to a request for tasks. */
    JsonNode asked(Services services, String id, String annotator, int most) {
        JsonNode answer = services.webhook().handle(Signed.wanted("crowd", id, stage.now, annotator, most));
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        return Signed.body(answer);
    }

    JsonNode asked(String annotator, int most) {
        return asked(stage.services(), nextId(), annotator, most);
    }

    /** The tasks of an answer. */
    JsonNode ask(Services services, String id, String annotator, int most) {
        return asked(services, id, annotator, most).path("tasks");
    }

    JsonNode ask(String annotator, int most) {
        return ask(stage.services(), nextId(), annotator, most);
    }

    JsonNode about(String type, String annotator, List<String> leases) {
        return Signed.body(
                stage.services().webhook().handle(Signed.about(type, "crowd", nextId(), stage.now, annotator, leases)));
    }

    void wait(Duration duration) {
        stage.now = stage.now.plus(duration);
    }

    static List<String> items(JsonNode tasks) {
        return tasks.valueStream().map(t -> t.at("/task/task").asText()).toList();
    }

    static List<String> leases(JsonNode tasks) {
        return tasks.valueStream().map(t -> t.path("lease").asText()).toList();
    }

    static Instant expiry(JsonNode task) {
        return Instant.parse(task.path("expires").asText());
    }

    /** The crowd's answer, as its annotator sends it. */
    JsonNode submit(JsonNode task, String annotator) {
        return submit(task, annotator, "yes");
    }

    JsonNode submit(JsonNode task, String annotator, String choice) {
        return send(stage.services(), task, annotator, Optional.of(choice));
    }

    /** The same taken back. */
    JsonNode delete(JsonNode task, String annotator) {
        return delete(stage.services(), task, annotator);
    }

    JsonNode delete(Services services, JsonNode task, String annotator) {
        return send(services, task, annotator, Optional.empty());
    }

    private JsonNode send(Services services, JsonNode task, String annotator, Optional<String> choice) {
        ObjectNode body = Json.object()
                .put("type", choice.isPresent() ? "labels.submitted" : "labels.deleted")
                .put("timestamp", stage.now.toString());
        ObjectNode label = body.putObject("data")
                .put("batch", task.at("/task/batch").asText())
                .putArray("labels")
                .addObject()
                .put("task", task.at("/task/task").asText())
                .put("dispatch", task.at("/task/dispatch").asText())
                .put("annotator", annotator);
        choice.ifPresentOrElse(said -> label.put("choice", said), () -> label.put("revision", 2));
        return Signed.body(services.webhook().handle(Signed.request("/webhooks/crowd", nextId(), stage.now, body)));
    }

    Task task(int i) {
        return desk.task(i);
    }
}
