package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.lambda.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Duration SHORTEST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMillis(60);

    private final List<Answer> answers = Tasks.many(2_000, 1).stream()
            .map(task -> new Answer(task, "w1", "owl", OptionalLong.of(4_250)))
            .toList();

    @Test
    void deliveries_hold_every_answer_once_and_some_tens_at_most() {
        List<Delivery> deliveries = plan(0, true);
        assertThat(deliveries)
                .hasSize(80)
                .allSatisfy(d -> assertThat(d.answers()).hasSize(Delivery.MAX_LABELS));
        assertThat(deliveries.stream().flatMap(d -> d.answers().stream())).containsExactlyInAnyOrderElementsOf(answers);
        assertThat(deliveries).extracting(Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    void delays_lie_in_the_range() {
        assertThat(plan(0.5, true))
                .extracting(Delivery::delay)
                .allSatisfy(d -> assertThat(d).isBetween(SHORTEST, LONGEST));
    }

    @Test
    void a_share_of_deliveries_is_sent_twice_under_one_id() {
        List<Delivery> deliveries = plan(0.25, true);
        long again = deliveries.size()
                - deliveries.stream().map(Delivery::id).distinct().count();
        assertThat(again).isBetween(10L, 32L);
        assertThat(plan(1, true)).hasSize(160);
    }

    @Test
    void a_vendor_that_does_not_shuffle_keeps_the_order_of_its_tasks() {
        List<Delivery> deliveries = plan(0, false);
        assertThat(deliveries.stream().flatMap(d -> d.answers().stream())).containsExactlyElementsOf(answers);
        assertThat(deliveries).extracting(Delivery::delay).isSorted();
    }

    @Test
    void a_vendor_that_shuffles_does_not() {
        assertThat(plan(0, true).stream().flatMap(d -> d.answers().stream()).toList())
                .isNotEqualTo(answers);
    }

    @Test
    void the_plan_of_a_task_file_is_always_the_same() {
        assertThat(plan(0.25, true)).isEqualTo(plan(0.25, true));
    }

    @Test
    void the_body_is_a_submission_in_the_projects_own_schema() {
        JsonNode body = Json.parse(plan(0, false).get(0).body(Instant.parse("2026-11-24T10:00:00Z")));
        assertThat(body.path("type").asText()).isEqualTo("labels.submitted");
        assertThat(body.path("data").path("batch").asText()).isEqualTo("pets");
        assertThat(body.path("data").path("labels").get(0))
                .hasToString("{\"task\":\"i0\",\"dispatch\":\"d-1\",\"annotator\":\"w1\",\"choice\":\"owl\","
                        + "\"seconds\":4.25,\"revision\":1}");
    }

    private List<Delivery> plan(double duplicates, boolean shuffle) {
        return Delivery.plan(new Draw(7), "crowd", new Habits(duplicates, shuffle, SHORTEST, LONGEST), answers);
    }
}
