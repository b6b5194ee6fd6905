package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.signature.BodyHmac;
import dev.labelmill.core.signature.Hash;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.TimedHmac;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.http.WebhookDoor;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch whose tasks go to a vendor's API over HTTP, and whose labels come back over HTTP by the vendor's own signed webhook. */
class ThereAndBackTest {

    private static final String KEY = "whsec_bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleSwgcHVibGlj";

    @TempDir
    Path folder;

    private final Stage stage = new Stage();
    private final List<JsonNode> taken = new ArrayList<>();
    private final VendorStandIn vendor = new VendorStandIn(this::take);
    private final WebhookDoor door = new WebhookDoor(() -> stage.services().webhook());

    @AfterEach
    void close() {
        vendor.close();
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale", "argilla", "label-studio", "toloka", "labelbox"})
    void tasks_go_out_by_the_vendors_api_and_labels_come_back_by_its_webhook(String format) throws IOException {
        ObjectNode secrets = Json.object();
        secrets.putObject("crowd")
                .put("scheme", format)
                .put("current", KEY)
                .putObject("api")
                .put("url", vendor.root().toString())
                .put("key", VendorStandIn.KEY);
        stage.secrets = Files.writeString(folder.resolve("secrets.json"), Json.write(secrets))
                .toUri()
                .toString();
        stage.upload("batches/b/batch.json", """
                {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1"]},"seed":7,"chunkBytes":1024,
                 "slices":2,"overlap":{"min":1,"max":1,"targetConfidence":0.5},"vendors":[{"name":"crowd","tier":"crowd",
                 "format":"FORMAT","delivery":"push","target":"TARGET","pricePerLabel":0.02,"capacity":100,
                 "deadlineSeconds":864000}]}""".replace("FORMAT", format)
                .replace("TARGET", format.equals("labelbox") ? "project/dataset" : "7"));
        stage.upload(
                "batches/b/manifest.jsonl",
                "{\"id\":\"a/1\",\"source\":\"one\"}\n{\"id\":\"b 2\",\"source\":\"two\"}\n");
        Flow flow = new Flow(stage);
        flow.uploaded("batches/b/batch.json");
        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);

        flow.services().dispatch().handle(Events.tick());
        flow.services().dispatch().handle(Events.tick());
        assertThat(taken).hasSize(2);
        for (JsonNode task : taken) {
            for (int i = 0; i < 2; i++) {
                JsonNode answer = door.send(answer(format, task));
                assertThat(answer.path("statusCode").asInt())
                        .as(answer.toString())
                        .isEqualTo(200);
            }
        }
        assertThat(stage.labels().of("b", "a/1")).hasSize(isFetched(format) ? 0 : 1);
        List<JsonNode> errands = stage.drain(stage.collectQueue);
        assertThat(errands).hasSize(isFetched(format) ? 4 : 0);
        assertThat(Events.failures(stage.services().collect().handle(Events.queued(errands))))
                .isZero();
        assertThat(Events.failures(stage.services().score().handle(Events.changed(stage.changes()))))
                .isZero();

        for (String item : List.of("a/1", "b 2")) {
            assertThat(stage.labels().of("b", item)).singleElement().satisfies(label -> {
                assertThat(label.answer()).hasValue(1);
                assertThat(label.priceNanos()).isEqualTo(20_000_000);
            });
            assertThat(stage.tasks().get("b", item).orElseThrow().state()).isEqualTo(TaskState.RESOLVED);
        }
    }

    /** Whether the vendor's webhook names labels without saying them. */
    private static boolean isFetched(String format) {
        return format.equals("toloka") || format.equals("labelbox");
    }

    private synchronized Said take(Asked asked) {
        if (asked.body().contains("\"query\"")) {
            return graphQl(Json.parse(asked.body().getBytes(StandardCharsets.UTF_8)));
        }
        if (asked.path().contains("/assignments/")) {
            return Said.ok(assignment(asked.path()));
        }
        if (asked.path().endsWith("/log")) {
            return Said.ok("[]");
        }
        if (asked.method().equals("GET")) {
            ObjectNode page = Json.object();
            taken.forEach(page.putArray("tasks")::add);
            return Said.ok(page.toString());
        }
        JsonNode body = Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
        JsonNode tasks = body.has("items") ? body.get("items") : body;
        if (tasks.isArray()) {
            tasks.forEach(taken::add);
        } else {
            taken.add(tasks);
        }
        return Said.ok("{\"status\":\"SUCCESS\"}");
    }

    /** Labelbox, which answers everything at one address. */
    private Said graphQl(JsonNode asked) {
        String query = asked.path("query").asText();
        if (query.contains("createDataRow")) {
            taken.add(asked.path("variables"));
            return Said.ok("{\"data\":{\"createDataRow\":{\"id\":\"row\"}}}");
        }
        if (query.contains("createBatchV2")) {
            return Said.ok(
                    "{\"data\":{\"project\":{\"createBatchV2\":{\"batch\":{\"id\":\"batch\"},\"failedDataRowIds\":[]}}}}");
        }
        if (query.contains("label(where")) {
            String id = asked.at("/variables/id").asText();
            ObjectNode answer = (ObjectNode) Events.sample("labelbox/label-radio.json");
            ObjectNode label = (ObjectNode) answer.at("/data/label");
            label.put("id", id)
                    .putObject("dataRow")
                    .set("globalKey", taken.get(number(id)).get("key"));
            return Said.ok(Json.write(answer));
        }
        return Said.ok("{\"data\":{\"queryAllDataRowsHaveBeenProcessed\":{\"allDataRowsHaveBeenProcessed\":true}}}");
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring("vendor-".length()));
    }

    /** Toloka's assignment of one task, by the id that its webhook told. */
    private String assignment(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        ObjectNode assignment = (ObjectNode) Events.sample("toloka/assignment.json");
        assignment.put("id", id).withArray("solutions").remove(1);
        JsonNode task = taken.get(number(id));
        assignment.putArray("tasks").add(task);
        return Json.write(assignment);
    }

    private JsonNode answer(String format, JsonNode task) {
        return switch (format) {
            case "scale" ->
                event("scale/categorization-completed.json", body -> {
                    ((ObjectNode) body.get("task")).put("task_id", id(task)).set("metadata", task.get("metadata"));
                    body.put("task_id", id(task));
                });
            case "argilla" ->
                event("argilla/response-submitted.json", body -> {
                    ((ObjectNode) body.get("data")).put("id", id(task));
                    ((ObjectNode) body.at("/data/record")).set("metadata", task.get("metadata"));
                });
            case "labelbox" -> event("labelbox/label-created.json", body -> body.put("id", id(task)));
            case "toloka" ->
                event("toloka/assignments-changed.json", body -> {
                    ArrayNode events = body.withArray("events");
                    events.remove(2);
                    events.remove(1);
                    ((ObjectNode) events.get(0)).put("assignment_id", id(task));
                });
            default ->
                event("label-studio/annotation-created.json", body -> {
                    ((ObjectNode) body.get("annotation")).put("id", taken.indexOf(task) + 1);
                    ((ObjectNode) body.get("task")).set("data", task.get("data"));
                });
        };
    }

    private String id(JsonNode task) {
        return "vendor-" + taken.indexOf(task);
    }

    private interface Change {
        void of(ObjectNode body);
    }

    /** The sample with another body, and what proves its sender now. */
    private JsonNode event(String sample, Change change) {
        ObjectNode event = (ObjectNode) Events.sample(sample);
        ObjectNode body = (ObjectNode) Json.parse(event.get("body").textValue().getBytes(StandardCharsets.UTF_8));
        change.of(body);
        String text = Json.write(body);
        event.put("rawPath", "/webhooks/crowd").put("body", text);
        ((ObjectNode) event.get("headers"))
                .put(
                        "x-hub-signature",
                        new BodyHmac("x-hub-signature", Hash.SHA1)
                                .sign(Secret.ofText(KEY), text.getBytes(StandardCharsets.UTF_8)))
                .put("scale-callback-auth", KEY)
                .put("x-labelmill-secret", KEY)
                .put(
                        "toloka-signature",
                        new TimedHmac("toloka-signature")
                                .sign(Secret.ofText(KEY), stage.now, text.getBytes(StandardCharsets.UTF_8)))
                .put("webhook-id", "msg_1")
                .put("webhook-timestamp", Long.toString(stage.now.getEpochSecond()))
                .put(
                        "webhook-signature",
                        new StandardWebhooks()
                                .sign(
                                        Secret.ofWebhookKey(KEY),
                                        "msg_1",
                                        stage.now,
                                        text.getBytes(StandardCharsets.UTF_8)));
        return event;
    }
}
