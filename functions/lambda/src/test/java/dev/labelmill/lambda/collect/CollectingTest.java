package dev.labelmill.lambda.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.wiring.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Errands to a vendor whose API is reached over HTTP. */
class CollectingTest {

    private static final String SETTINGS = """
        {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1"]},"slices":2,
         "overlap":{"min":3,"max":3,"targetConfidence":0.9},"vendors":[{"name":"crowd","tier":"crowd",
         "format":"toloka","pricePerLabel":0.012,"capacity":10,"deadlineSeconds":60}]}\
        """;
    private static final String ASSIGNMENT = Json.write(Events.sample("toloka/assignment.json"));
    private static final String ID = "00022cfa46--637cf4098ccdeb4a260737de";

    @TempDir
    Path folder;

    private final Stage stage = Stage.onServers();
    private final VendorStandIn vendor = new VendorStandIn(asked -> Said.ok(ASSIGNMENT));
    private final List<Integer> delays = new ArrayList<>();

    @BeforeEach
    void two_tasks_are_with_the_vendor() throws IOException {
        ObjectNode secrets = Json.object();
        secrets.putObject("crowd")
                .put("scheme", "toloka")
                .put("current", "a-secret-of-some-length")
                .putObject("api")
                .put("url", vendor.root().toString())
                .put("key", VendorStandIn.KEY);
        stage.secrets = Files.writeString(folder.resolve("secrets.json"), Json.write(secrets))
                .toUri()
                .toString();
        stage.batches().insert(Samples.labelling("digits", SETTINGS));
        for (String item : List.of("i1", "i2")) {
            stage.claimed(
                    Task.forPeople("digits", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), "d-5f1c0a9e4b7d2386");
        }
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void the_sample_of_an_errand_is_run_once_its_time_has_come() {
        ObjectNode event = (ObjectNode) Events.sample("sqs/errand-message.json");
        ObjectNode record = (ObjectNode) event.path("Records").path(0);
        record.put("body", record.path("body").asText().replace("\"vendor\":\"toloka\"", "\"vendor\":\"crowd\""));
        Handler collect = undelayed();

        assertThat(Events.failures(collect.handle(event))).isZero();
        assertThat(vendor.asked()).isEmpty();
        assertThat(labels()).isEmpty();

        pass(Duration.ofSeconds(10));
        assertThat(Events.failures(collect.handle(Events.queued(stage.drain(stage.collectQueue)))))
                .isZero();
        assertThat(labels()).hasSize(2);
    }

    @Test
    void an_errand_waits_while_the_vendor_does_not_answer_and_is_run_when_it_does() {
        Handler collect = undelayed();
        vendor.answer(asked -> Said.later(503, "120"));

        assertThat(run(collect, errand(ID), errand("another"))).isZero();

        assertThat(vendor.asked()).as("the vendor is not asked again meanwhile").hasSize(1);
        assertThat(delays).containsExactly(121, 121);
        assertThat(labels()).isEmpty();
        List<JsonNode> waiting = stage.drain(stage.collectQueue);
        assertThat(waiting).hasSize(2);

        vendor.answer(asked -> Said.ok(ASSIGNMENT));
        pass(Duration.ofMinutes(2));
        assertThat(Events.failures(collect.handle(Events.queued(waiting)))).isZero();
        assertThat(labels()).extracting(Label::priceNanos).containsExactly(12_000_000L, 12_000_000L);
        assertThat(stage.drain(stage.collectQueue)).isEmpty();
        assertThat(stage.rejections("collect/crowd"))
                .as("what the vendor gave in place of the other one")
                .hasSize(1);
    }

    @Test
    void an_errand_that_always_fails_does_not_keep_the_next_one_from_the_vendor() {
        vendor.answer(asked -> asked.path().endsWith("/bad") ? Said.status(500, "") : Said.ok(ASSIGNMENT));

        assertThat(run(undelayed(), errand("bad"), errand(ID))).isZero();

        assertThat(labels()).hasSize(2);
        assertThat(stage.drain(stage.collectQueue)).hasSize(1);
    }

    @Test
    void after_four_days_an_errand_in_vain_fails_like_any_message() {
        vendor.answer(asked -> Said.status(503, ""));
        ErrandMessage old = errand(ID).triedInVain(stage.now.minus(Duration.ofDays(5)), stage.now);

        assertThat(run(undelayed(), old)).isEqualTo(1);
        assertThat(delays).isEmpty();
    }

    @Test
    void what_the_vendor_never_gives_is_kept_with_its_reason_and_not_asked_again() {
        vendor.answer(asked -> Said.status(404, "{}"));

        assertThat(run(undelayed(), errand(ID))).isZero();

        assertThat(stage.rejections("collect/crowd")).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("Toloka gives no such assignment: it answered with status 404");
            assertThat(rejected.content()).contains(ID);
        });
        assertThat(stage.drain(stage.collectQueue)).isEmpty();
        assertThat(stage.counted()).anyMatch(line -> line.contains("webhook.unusable 1"));
    }

    @Test
    void whoever_has_a_body_told_again_under_other_names_buys_one_row_of_rejections() {
        vendor.answer(asked -> Said.status(404, "{}"));
        Handler collect = undelayed();

        for (String delivery : List.of("uuid-1", "uuid-2", "uuid-3")) {
            run(collect, new ErrandMessage("crowd", new Errand("assignment", ID, delivery)));
        }
        assertThat(stage.rejections("collect/crowd")).hasSize(1);

        vendor.answer(asked -> Said.ok(ASSIGNMENT.replace("\"i1\"", "\"i9\"")));
        for (String delivery : List.of("uuid-4", "uuid-5")) {
            run(collect, new ErrandMessage("crowd", new Errand("assignment", ID, delivery)));
        }
        assertThat(stage.rejections("collect/crowd"))
                .as("and one for each label that the vendor then gives")
                .hasSize(2);
    }

    @Test
    void an_errand_to_a_vendor_without_secrets_fails_alone() {
        ErrandMessage unknown = new ErrandMessage("nobody", new Errand("assignment", ID, "uuid-1"));

        assertThat(run(undelayed(), unknown, errand(ID))).isEqualTo(1);
        assertThat(labels()).hasSize(2);
    }

    @Test
    void errands_that_come_twice_store_one_label_a_task() {
        Handler collect = undelayed();

        assertThat(run(collect, errand(ID), errand(ID))).isZero();
        assertThat(run(collect, errand(ID))).isZero();

        assertThat(labels()).hasSize(2);
        assertThat(stage.rejections("collect/crowd")).isEmpty();
    }

    @Test
    void an_environment_that_dies_between_storing_and_answering_leaves_nothing_out_and_nothing_twice() {
        for (int write = 1; ; write++) {
            Crash crash = Crash.after(write);
            int failed = run(stage.services(crash).collect(), errand(ID));
            if (!crash.happened()) {
                assertThat(write).isGreaterThan(1);
                break;
            }
            assertThat(failed).isEqualTo(1);
            assertThat(run(stage.services().collect(), errand(ID))).isZero();
            assertThat(labels()).hasSize(2);
        }
        assertThat(labels()).hasSize(2);
    }

    /** Labelbox's API shows the project, and the label if it is to. */
    private Said labelbox(VendorStandIn.Asked asked, boolean shows) {
        String label = shows ? Json.write(Events.sample("labelbox/label-radio.json")) : "{\"data\":{\"label\":null}}";
        return Said.ok(asked.body().contains("LabelmillProject") ? "{\"data\":{\"project\":{\"id\":\"p\"}}}" : label);
    }

    private Handler ofLabelbox() throws IOException {
        ObjectNode secrets = Json.object();
        secrets.putObject("crowd")
                .put("scheme", "labelbox")
                .put("current", "a-secret-of-some-length")
                .putObject("api")
                .put("url", vendor.root().toString())
                .put("key", VendorStandIn.KEY);
        stage.secrets = Files.writeString(folder.resolve("labelbox.json"), Json.write(secrets))
                .toUri()
                .toString();
        return undelayed();
    }

    private static final ErrandMessage LABEL =
            new ErrandMessage("crowd", new Errand("label", "p/ckr5ii9wi5zj90y4w08dx5w8p", "delivery-1"));

    @Test
    void a_label_that_its_vendor_does_not_show_yet_is_looked_for_again() throws IOException {
        Handler collect = ofLabelbox();
        vendor.answer(asked -> labelbox(asked, false));
        assertThat(run(collect, LABEL)).isZero();
        assertThat(labels()).isEmpty();
        assertThat(delays).containsExactly(11);

        vendor.answer(asked -> labelbox(asked, true));
        pass(Duration.ofSeconds(11));
        assertThat(Events.failures(collect.handle(Events.queued(stage.drain(stage.collectQueue)))))
                .isZero();

        assertThat(labels()).hasSize(1);
        assertThat(stage.rejections("collect/crowd")).isEmpty();
    }

    @Test
    void one_that_is_never_shown_is_told_and_stands_if_it_comes_after_all() throws IOException {
        Handler collect = ofLabelbox();
        vendor.answer(asked -> labelbox(asked, false));
        run(collect, LABEL);
        for (int look = 0; look < 2; look++) {
            pass(Duration.ofSeconds(61));
            assertThat(Events.failures(collect.handle(Events.queued(stage.drain(stage.collectQueue)))))
                    .isZero();
        }

        assertThat(delays).containsExactly(11, 61);
        assertThat(stage.drain(stage.collectQueue)).isEmpty();
        assertThat(stage.rejections("collect/crowd"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.toString()).contains("does not have, asked 3 times"));

        vendor.answer(asked -> labelbox(asked, true));
        run(collect, LABEL);
        assertThat(labels()).hasSize(1);

        vendor.answer(asked -> labelbox(asked, false));
        run(collect, LABEL.missed(stage.now).missed(stage.now));
        assertThat(labels())
                .singleElement()
                .satisfies(label -> assertThat(label.isTombstone()).isTrue());
        assertThat(stage.rejections("collect/crowd")).hasSize(1);
    }

    private static ErrandMessage errand(String id) {
        return new ErrandMessage("crowd", new Errand("assignment", id, "uuid-1"));
    }

    private static int run(Handler collect, ErrandMessage... errands) {
        return Events.failures(collect.handle(Events.queued(
                List.of(errands).stream().map(ErrandMessage::toJson).toList())));
    }

    private List<Label> labels() {
        List<Label> labels = new ArrayList<>(stage.labels().of("digits", "i1"));
        labels.addAll(stage.labels().of("digits", "i2"));
        return labels;
    }

    private void pass(Duration time) {
        stage.now = stage.now.plus(time);
    }

    /** The function with a queue that notes for how long messages were to be held back, and gives them at once. */
    private Handler undelayed() {
        SqsClient sqs = new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                delays.add(request.delaySeconds());
                return stage.sqs.sendMessage(request.toBuilder().delaySeconds(0).build());
            }

            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
                return stage.sqs.sendMessageBatch(request);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
        return stage.services(new Clients(stage.dynamo, stage.s3, sqs), FileSecrets.at(stage.secrets))
                .collect();
    }
}
