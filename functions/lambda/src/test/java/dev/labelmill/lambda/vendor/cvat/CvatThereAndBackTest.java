package dev.labelmill.lambda.vendor.cvat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.WebhookDoor;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch whose images go to CVAT over HTTP, and whose labels are fetched from it after its signed webhooks, over HTTP too. */
class CvatThereAndBackTest {

    private static final String SECRET = "the secret of the webhook";

    @TempDir
    Path folder;

    private final Stage stage = new Stage();
    private final CvatStandIn cvat = new CvatStandIn();
    private final VendorStandIn server = new VendorStandIn(cvat::answer);
    private final WebhookDoor door = new WebhookDoor(() -> stage.services().webhook());

    @AfterEach
    void close() {
        server.close();
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-choice", "boxes"})
    void images_go_to_cvat_and_labels_are_fetched_after_its_signed_webhooks(String kind)
            throws IOException, GeneralSecurityException {
        if (kind.equals("single-choice")) {
            ObjectNode tagged = Json.object();
            tagged.putArray("tags").addObject().put("frame", 0).put("label_id", 29);
            cvat.annotations = tagged;
        }
        begin(kind);

        Flow flow = new Flow(stage);
        flow.uploaded("batches/b/batch.json");
        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);
        flow.services().dispatch().handle(Events.tick());
        flow.services().dispatch().handle(Events.tick());
        assertThat(cvat.tasks).hasSize(2);

        for (int task = 1; task <= cvat.tasks.size(); task++) {
            for (int time = 0; time < 2; time++) {
                JsonNode answer = door.send(completed(task));
                assertThat(answer.path("statusCode").asInt())
                        .as(answer.toString())
                        .isEqualTo(200);
            }
        }
        List<JsonNode> errands = stage.drain(stage.collectQueue);
        assertThat(errands).hasSize(4);
        assertThat(Events.failures(stage.services().collect().handle(Events.queued(errands))))
                .isZero();
        assertThat(Events.failures(stage.services().score().handle(Events.changed(stage.changes()))))
                .isZero();

        for (String item : List.of("a/1", "b 2")) {
            assertThat(stage.labels().of("b", item)).singleElement().satisfies(label -> {
                assertThat(label.annotator()).contains("11");
                assertThat(label.priceNanos()).isEqualTo(20_000_000);
            });
            assertThat(stage.tasks().get("b", item).orElseThrow().state()).isEqualTo(TaskState.RESOLVED);
        }
    }

    @Test
    void a_job_that_a_reviewer_has_before_it_is_fetched_is_kept_and_one_that_was_fetched_before_is_a_repetition()
            throws IOException, GeneralSecurityException {
        begin("boxes");
        Flow flow = new Flow(stage);
        flow.uploaded("batches/b/batch.json");
        flow.untilLabelling("b");
        flow.services().dispatch().handle(Events.tick());
        flow.services().dispatch().handle(Events.tick());
        door.send(completed(1));
        List<JsonNode> first = stage.drain(stage.collectQueue);
        door.send(completed(2));
        List<JsonNode> second = stage.drain(stage.collectQueue);
        stage.services().collect().handle(Events.queued(first));

        cvat.stage = "validation";
        cvat.state = "new";
        assertThat(Events.failures(stage.services().collect().handle(Events.queued(first))))
                .isZero();
        assertThat(stage.rejections("collect/crowd")).isEmpty();

        assertThat(Events.failures(stage.services().collect().handle(Events.queued(second))))
                .isZero();
        assertThat(stage.rejections("collect/crowd"))
                .singleElement()
                .satisfies(
                        rejected -> assertThat(rejected.reason()).startsWith("job.stage is not annotation any more"));
        assertThat(stage.labels().of("b", "a/1").size()
                        + stage.labels().of("b", "b 2").size())
                .isEqualTo(1);
    }

    private void begin(String kind) throws IOException {
        ObjectNode secrets = Json.object();
        secrets.putObject("crowd")
                .put("scheme", "cvat")
                .put("current", SECRET)
                .putObject("api")
                .put("url", server.root().toString())
                .put("key", VendorStandIn.KEY);
        stage.secrets = Files.writeString(folder.resolve("secrets.json"), Json.write(secrets))
                .toUri()
                .toString();
        stage.upload("batches/b/batch.json", """
                {"project":"demo","labelType":{"kind":"KIND","classes":["car","person"]},"seed":7,"chunkBytes":1024,
                 "slices":2,"overlap":{"min":1,"max":1,"targetConfidence":0.5},"vendors":[{"name":"crowd","tier":"crowd",
                 "format":"cvat","delivery":"push","target":"7","pricePerLabel":0.02,"capacity":100,
                 "deadlineSeconds":864000}]}""".replace("KIND", kind));
        stage.upload("batches/b/manifest.jsonl", """
                {"id":"a/1","source-ref":"https://images.example/one/street.jpg"}
                {"id":"b 2","source-ref":"https://images.example/two/street.jpg"}
                """);
    }

    /** The webhook that a job was completed, with its signature. */
    private JsonNode completed(int job) throws GeneralSecurityException {
        ObjectNode event = (ObjectNode) Events.sample("cvat/job-completed.json");
        ObjectNode body = (ObjectNode) Json.parse(event.get("body").textValue().getBytes(StandardCharsets.UTF_8));
        body.set("job", cvat.job(job));
        String text = Json.write(body);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String hex = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        event.put("rawPath", "/webhooks/crowd").put("body", text);
        ((ObjectNode) event.get("headers")).put("x-signature-256", "sha256=" + hex);
        return event;
    }
}
