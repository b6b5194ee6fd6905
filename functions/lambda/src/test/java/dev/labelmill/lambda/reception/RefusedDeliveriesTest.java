package dev.labelmill.lambda.reception;

import static dev.labelmill.lambda.reception.ClaimedTasks.DISPATCH;
import static dev.labelmill.lambda.reception.ClaimedTasks.body;
import static dev.labelmill.lambda.reception.ClaimedTasks.label;
import static dev.labelmill.lambda.reception.ClaimedTasks.signed;
import static dev.labelmill.lambda.reception.ClaimedTasks.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels and requests that are not taken, and what is kept of them. */
class RefusedDeliveriesTest {

    private final ClaimedTasks claimed = new ClaimedTasks();
    private final Stage stage = claimed.stage;

    @Test
    void what_cannot_be_used_is_kept_with_its_reason_and_the_rest_of_the_delivery_is_stored() {
        JsonNode answer = claimed.webhook.handle(signed(
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
        assertThat(claimed.rejections())
                .extracting(Rejection::reason)
                .containsExactlyInAnyOrder(
                        "there is no task \"nobody\" in batch \"digits\"",
                        body(answer).path("rejected").findValuesAsText("reason").stream()
                                .filter(r -> r.contains("choice") && !r.contains("classes"))
                                .findFirst()
                                .orElseThrow(),
                        "choice \"9\" is not one of the batch's classes",
                        "task \"i2\" was not given to this vendor, or not by this dispatch");
        assertThat(claimed.labels("i1")).hasSize(1);
        assertThat(claimed.labels("i2")).hasSize(1);
    }

    @Test
    void what_a_refused_label_said_is_kept_with_the_reason() {
        claimed.webhook.handle(signed(
                "m-said",
                submitted(
                        label("i2", "w1", "7", 1),
                        label("i2", "w2", "7", 1),
                        label("i2", "w3", "7", 1),
                        label("i2", "w4", "1", 1).replace("}", ",\"seconds\":4.5}"),
                        label("i1", "w1", "7", 1).replace("\"choice\":\"7\"", "\"value\":[1,2]"))));

        assertThat(claimed.rejections())
                .extracting(Rejection::content)
                .containsExactlyInAnyOrder(
                        "{\"batch\":\"digits\",\"task\":\"i2\",\"annotator\":\"w4\",\"revision\":1,\"milliseconds\":4500,"
                                + "\"choice\":\"1\"}",
                        "{\"batch\":\"digits\",\"task\":\"i1\",\"annotator\":\"w1\",\"revision\":1,\"value\":[1,2]}");
    }

    @Test
    void a_problem_is_told_by_its_place_in_the_delivery() {
        JsonNode answer = claimed.webhook.handle(signed(
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
        claimed.webhook.handle(signed("m-1", bad));
        claimed.webhook.handle(signed("m-1", bad));
        JsonNode answer = claimed.webhook.handle(signed("m-2", submitted("{\"task\":\"i1\",\"annotator\":\"w6\"}")));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(422);
        assertThat(claimed.rejections()).hasSize(2);
    }

    @Test
    void a_vendor_cannot_answer_for_another() {
        stage.tasks().update("digits", "i1", 2, t -> t.expire(DISPATCH).claim("d-2", "ls", false));
        claimed.send("webhook/labels-submitted.json");
        assertThat(claimed.labels("i1")).as("a late label of its own claim").hasSize(1);

        JsonNode answer = claimed.webhook.handle(
                signed("m-2", submitted(label("i1", "w9", "7", 1).replace(DISPATCH, "d-2"))));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(422);
        assertThat(claimed.labels("i1")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"webhook/wrong-signature.json", "webhook/stale.json"})
    void what_is_not_proven_is_answered_401_and_of_a_flood_a_few_samples_are_kept(String sample) {
        int before = stage.rows().size();

        for (int i = 0; i < 8; i++) {
            ObjectNode event = (ObjectNode) Events.sample(sample);
            ((ObjectNode) event.path("requestContext")).put("requestId", "r-" + i);
            JsonNode answer = claimed.webhook.handle(event);
            assertThat(answer.path("statusCode").asInt()).isEqualTo(401);
            assertThat(body(answer)).isEqualTo(Json.object().put("error", "unauthorized"));
        }

        assertThat(claimed.labels("i1")).isEmpty();
        assertThat(stage.rejections("webhook-refused"))
                .hasSize(5)
                .allSatisfy(kept -> assertThat(kept.reason()).startsWith("the sign"));
        assertThat(stage.rows()).hasSize(before + 5);
    }

    @ParameterizedTest
    @CsvSource({"webhook/wrong-signature.json", "webhook/stale.json"})
    void what_is_not_proven_is_answered_401_though_the_table_is_in_trouble(String sample) {
        Crash trouble = Crash.before(1);

        JsonNode answer = stage.services(trouble).webhook().handle(Events.sample(sample));

        assertThat(trouble.happened()).isTrue();
        assertThat(answer.path("statusCode").asInt()).isEqualTo(401);
        assertThat(body(answer)).isEqualTo(Json.object().put("error", "unauthorized"));
    }

    @Test
    void what_is_proven_and_cannot_be_kept_is_asked_for_again() {
        JsonNode answer =
                stage.services(Crash.before(1)).webhook().handle(Events.sample("webhook/ten-levels-deep.json"));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
    }

    @Test
    void what_is_too_deep_is_refused_and_kept() {
        JsonNode answer = claimed.send("webhook/ten-levels-deep.json");

        assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
        assertThat(claimed.rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("nested more than 9 levels"));
    }
}
