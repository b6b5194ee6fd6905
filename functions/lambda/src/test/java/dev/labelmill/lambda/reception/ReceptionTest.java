package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository's sample requests against tasks that were really given to their vendors. */
class ReceptionTest {

    private static final String DISPATCH = "d-5f1c0a9e4b7d2386";
    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
             "overlap":{"min":3,"max":3,"targetConfidence":0.9},
             "vendors":[
              {"name":"crowd","tier":"crowd","pricePerLabel":0.012,"capacity":10,"deadlineSeconds":60},
              {"name":"ls","tier":"crowd","format":"label-studio","pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";

    private final Stage stage = new Stage();
    private Handler webhook;

    @BeforeEach
    void two_tasks_are_with_the_crowd() {
        stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
        webhook = stage.services().webhook();
        stage.batches().insert(Samples.labelling("digits", SETTINGS));
        for (String item : List.of("i1", "i2")) {
            stage.claimed(Task.forPeople("digits", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), DISPATCH);
        }
    }

    private JsonNode send(String sample) {
        return webhook.handle(Events.sample(sample));
    }

    private static JsonNode body(JsonNode answer) {
        return Json.parse(answer.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }

    private List<Label> labels(String item) {
        return stage.labels().of("digits", item);
    }

    private List<Rejection> rejections() {
        return stage.rejections("webhook/crowd");
    }

    /** A request with a body of one's own, signed as the crowd signs. */
    private static JsonNode signed(String delivery, String body) {
        ObjectNode event = (ObjectNode) Events.sample("webhook/labels-submitted.json");
        String key = Events.sample("webhook/sample-secrets.json")
                .path("crowd")
                .path("current")
                .asText();
        String signature = new StandardWebhooks()
                .sign(Secret.ofWebhookKey(key), delivery, Stage.START, body.getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) event.path("headers")).put("webhook-id", delivery).put("webhook-signature", signature);
        ((ObjectNode) event.path("requestContext")).put("requestId", "request-of-" + delivery);
        return event.put("body", body);
    }

    private static String submitted(String... labels) {
        return "{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-24T10:00:00Z\",\"data\":{\"batch\":\"digits\",\"labels\":["
                + String.join(",", labels) + "]}}";
    }

    private static String label(String task, String annotator, String choice, int revision) {
        return "{\"task\":\"" + task + "\",\"dispatch\":\"" + DISPATCH + "\",\"annotator\":\"" + annotator
                + "\",\"choice\":\"" + choice + "\",\"revision\":" + revision + "}";
    }

    @Test
    void labels_are_stored_before_the_vendor_is_told_so_with_price_and_purpose_of_the_claim() {
        JsonNode answer = send("webhook/labels-submitted.json");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(Json.object().put("stored", 2).put("duplicates", 0));
        assertThat(labels("i1")).singleElement().satisfies(label -> {
            assertThat(label.annotator()).isEqualTo("w3");
            assertThat(label.answer()).hasValue(2);
            assertThat(label.priceNanos()).isEqualTo(12_000_000);
            assertThat(label.purpose()).isEqualTo(Purpose.LABEL);
            assertThat(label.millis()).isEqualTo(4200);
            assertThat(label.delivery()).isEqualTo("msg_labelmill_sample_1");
            assertThat(label.dispatch()).isEqualTo(DISPATCH);
        });
    }

    @Test
    void a_replayed_webhook_stores_one_label() {
        send("webhook/labels-submitted.json");

        assertThat(body(send("webhook/labels-submitted.json")))
                .isEqualTo(Json.object().put("stored", 0).put("duplicates", 2));
        assertThat(body(send("webhook/labels-submitted-base64.json"))
                        .path("duplicates")
                        .asInt())
                .isEqualTo(2);
        assertThat(labels("i1")).hasSize(1);
        assertThat(rejections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void deliveries_in_any_order_and_however_often_leave_the_highest_revisions(long seed) {
        List<JsonNode> deliveries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            deliveries.add(Events.sample("webhook/labels-submitted.json"));
            deliveries.add(Events.sample("webhook/labels-deleted.json"));
            deliveries.add(signed("m-2", submitted(label("i2", "w3", "0", 2), label("i1", "w4", "7", 1))));
            deliveries.add(signed("m-3", submitted(label("i2", "w3", "7", 3), label("i2", "w3", "1", 1))));
        }
        Collections.shuffle(deliveries, new Random(seed));

        deliveries.forEach(delivery ->
                assertThat(webhook.handle(delivery).path("statusCode").asInt()).isEqualTo(200));

        assertThat(labels("i1")).extracting(Label::annotator).containsExactly("w3", "w4");
        assertThat(labels("i1").get(0).isTombstone()).isTrue();
        assertThat(labels("i2")).singleElement().satisfies(label -> {
            assertThat(label.revision()).isEqualTo(3);
            assertThat(label.answer()).hasValue(2);
        });
    }

    @Test
    void a_label_taken_back_costs_nothing() {
        send("webhook/labels-submitted.json");

        send("webhook/labels-deleted.json");

        assertThat(labels("i1")).singleElement().satisfies(label -> {
            assertThat(label.isTombstone()).isTrue();
            assertThat(label.priceNanos()).isZero();
            assertThat(label.revision()).isEqualTo(2);
        });
    }

    @Test
    void what_cannot_be_used_is_kept_with_its_reason_and_the_rest_of_the_delivery_is_stored() {
        JsonNode answer = webhook.handle(signed(
                "m-bad",
                submitted(
                        label("i1", "w3", "7", 1),
                        label("nobody", "w3", "7", 1),
                        "{\"task\":\"i2\",\"dispatch\":\"" + DISPATCH + "\",\"annotator\":\"w5\"}",
                        label("i2", "w3", "9", 1),
                        label("i2", "w3", "1", 1).replace(DISPATCH, "d-other"),
                        label("i2", "w3", "1", 1))));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(answer).path("stored").asInt()).isEqualTo(2);
        assertThat(body(answer).path("rejected")).hasSize(4);
        assertThat(rejections())
                .extracting(Rejection::reason)
                .containsExactlyInAnyOrder(
                        "there is no task \"nobody\" in batch \"digits\"",
                        body(answer).path("rejected").findValuesAsText("reason").stream()
                                .filter(r -> r.contains("choice") && !r.contains("classes"))
                                .findFirst()
                                .orElseThrow(),
                        "choice \"9\" is not one of the batch's classes",
                        "task \"i2\" was not given to this vendor, or not by this dispatch");
        assertThat(labels("i1")).hasSize(1);
        assertThat(labels("i2")).hasSize(1);
    }

    @Test
    void a_problem_is_told_by_its_place_in_the_delivery() {
        JsonNode answer = webhook.handle(signed(
                "m-places",
                submitted(
                        "{\"task\":\"i2\",\"annotator\":\"w5\"}",
                        label("i1", "w3", "7", 1),
                        label("nobody", "w3", "7", 1),
                        "{\"task\":\"i2\",\"annotator\":\"w6\"}",
                        label("i1", "w4", "9", 1))));

        assertThat(body(answer).path("rejected").findValuesAsText("index"))
                .containsExactlyInAnyOrder("0", "2", "3", "4");
    }

    @Test
    void two_deliveries_of_nothing_but_problems_are_both_kept_and_a_repeated_one_once() {
        String bad = submitted("{\"task\":\"i2\",\"annotator\":\"w5\"}");
        webhook.handle(signed("m-1", bad));
        webhook.handle(signed("m-1", bad));
        JsonNode answer = webhook.handle(signed("m-2", submitted("{\"task\":\"i1\",\"annotator\":\"w6\"}")));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(422);
        assertThat(rejections()).hasSize(2);
    }

    @Test
    void a_vendor_cannot_answer_for_another() {
        stage.tasks().update("digits", "i1", 2, t -> t.expire(DISPATCH).claim("d-2", "ls", false));
        send("webhook/labels-submitted.json");
        assertThat(labels("i1")).as("a late label of its own claim").hasSize(1);

        JsonNode answer =
                webhook.handle(signed("m-2", submitted(label("i1", "w9", "7", 1).replace(DISPATCH, "d-2"))));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(422);
        assertThat(labels("i1")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"webhook/wrong-signature.json", "webhook/stale.json"})
    void what_is_not_proven_is_answered_401_and_of_a_flood_a_few_samples_are_kept(String sample) {
        int before = stage.rows().size();

        for (int i = 0; i < 8; i++) {
            ObjectNode event = (ObjectNode) Events.sample(sample);
            ((ObjectNode) event.path("requestContext")).put("requestId", "r-" + i);
            JsonNode answer = webhook.handle(event);
            assertThat(answer.path("statusCode").asInt()).isEqualTo(401);
            assertThat(body(answer)).isEqualTo(Json.object().put("error", "unauthorized"));
        }

        assertThat(labels("i1")).isEmpty();
        assertThat(stage.rejections("webhook-refused")).hasSize(5);
        assertThat(stage.rows()).hasSize(before + 5);
    }

    @Test
    void what_is_too_deep_is_refused_and_kept() {
        JsonNode answer = send("webhook/ten-levels-deep.json");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
        assertThat(rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("nested more than 9 levels"));
    }

    @Test
    void a_delivery_that_could_not_be_stored_is_asked_for_again_and_then_complete() {
        for (int write = 1; write <= 2; write++) {
            Crash crash = Crash.after(write);
            assertThat(stage.services(crash)
                            .webhook()
                            .handle(signed(
                                    "m-" + write,
                                    submitted(label("i1", "w" + write, "7", 1), label("i2", "w" + write, "7", 1))))
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(500);
            assertThat(crash.happened()).isTrue();

            assertThat(webhook.handle(signed(
                                    "m-" + write,
                                    submitted(label("i1", "w" + write, "7", 1), label("i2", "w" + write, "7", 1))))
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(200);
            assertThat(labels("i1")).hasSize(write);
            assertThat(labels("i2")).hasSize(write);
        }
    }

    @Test
    void label_studio_is_understood() {
        stage.tasks().update("digits", "i1", 2, t -> t.expire(DISPATCH).claim(DISPATCH, "ls", false));

        JsonNode answer = send("label-studio/annotation-created.json");
        JsonNode updated = send("label-studio/annotation-updated.json");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(answer).path("stored").asInt()).isEqualTo(1);
        assertThat(body(updated).path("stored").asInt()).isEqualTo(1);
        assertThat(labels("i1"))
                .singleElement()
                .satisfies(label -> assertThat(label.priceNanos()).isEqualTo(20_000_000));
    }
}
