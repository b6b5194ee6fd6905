package dev.labelmill.lambda.reception;

import static dev.labelmill.lambda.reception.ClaimedTasks.DISPATCH;
import static dev.labelmill.lambda.reception.ClaimedTasks.body;
import static dev.labelmill.lambda.reception.ClaimedTasks.label;
import static dev.labelmill.lambda.reception.ClaimedTasks.signed;
import static dev.labelmill.lambda.reception.ClaimedTasks.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository's sample requests against tasks that were really given to their vendors. */
class ReceptionTest {

    private final ClaimedTasks claimed = new ClaimedTasks();
    private final Stage stage = claimed.stage;

    @Test
    void labels_are_stored_before_the_vendor_is_told_so_with_price_and_purpose_of_the_claim() {
        JsonNode answer = claimed.send("webhook/labels-submitted.json");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(Json.object().put("stored", 2).put("duplicates", 0));
        assertThat(claimed.labels("i1")).singleElement().satisfies(label -> {
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
        claimed.send("webhook/labels-submitted.json");

        assertThat(body(claimed.send("webhook/labels-submitted.json")))
                .isEqualTo(Json.object().put("stored", 0).put("duplicates", 2));
        assertThat(body(claimed.send("webhook/labels-submitted-base64.json"))
                        .path("duplicates")
                        .asInt())
                .isEqualTo(2);
        assertThat(claimed.labels("i1")).hasSize(1);
        assertThat(claimed.rejections()).isEmpty();
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

        deliveries.forEach(delivery -> assertThat(
                        claimed.webhook.handle(delivery).path("statusCode").asInt())
                .isEqualTo(200));

        assertThat(claimed.labels("i1")).extracting(Label::annotator).containsExactly("w3", "w4");
        assertThat(claimed.labels("i1").get(0).isTombstone()).isTrue();
        assertThat(claimed.labels("i2")).singleElement().satisfies(label -> {
            assertThat(label.revision()).isEqualTo(3);
            assertThat(label.answer()).hasValue(2);
        });
    }

    @Test
    void a_label_taken_back_costs_nothing() {
        claimed.send("webhook/labels-submitted.json");

        claimed.send("webhook/labels-deleted.json");

        assertThat(claimed.labels("i1")).singleElement().satisfies(label -> {
            assertThat(label.isTombstone()).isTrue();
            assertThat(label.priceNanos()).isZero();
            assertThat(label.revision()).isEqualTo(2);
        });
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

            assertThat(claimed.webhook
                            .handle(signed(
                                    "m-" + write,
                                    submitted(label("i1", "w" + write, "7", 1), label("i2", "w" + write, "7", 1))))
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(200);
            assertThat(claimed.labels("i1")).hasSize(write);
            assertThat(claimed.labels("i2")).hasSize(write);
        }
    }

    @Test
    void label_studio_is_understood() {
        stage.tasks().update("digits", "i1", 2, t -> t.expire(DISPATCH).claim(DISPATCH, "ls", false));

        JsonNode answer = claimed.send("label-studio/annotation-created.json");
        JsonNode updated = claimed.send("label-studio/annotation-updated.json");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(answer).path("stored").asInt()).isEqualTo(1);
        assertThat(body(updated).path("stored").asInt()).isEqualTo(1);
        assertThat(claimed.labels("i1"))
                .singleElement()
                .satisfies(label -> assertThat(label.priceNanos()).isEqualTo(20_000_000));
    }
}
