package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.expiry;
import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static dev.labelmill.lambda.dispatch.PullDesk.leases;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long an annotator has a task, and to whom its slot goes then. */
class PullLeaseTest {

    @Test
    void a_lease_that_nobody_holds_goes_to_another_and_never_back() {
        PullDesk desk = PullDesk.dispatched(1);
        desk.ask("ann", 1);
        desk.ask("bob", 1);

        desk.wait(Duration.ofMinutes(10));

        assertThat(items(desk.ask("ann", 1))).isEmpty();
        assertThat(items(desk.ask("cem", 1))).containsExactly("i0");
    }

    @Test
    void a_heartbeat_holds_a_lease_but_never_beyond_the_claim() {
        PullDesk desk = PullDesk.dispatched(1);
        List<String> lease = leases(desk.ask("ann", 1));
        desk.ask("bob", 1);
        Instant deadline = desk.desk.open().get(0).deadline();

        Instant end = Instant.MIN;
        for (int beat = 0; beat < 6; beat++) {
            desk.wait(Duration.ofMinutes(9));
            end = expiry(desk.about("tasks.held", "ann", lease).path("held").get(0));
            assertThat(items(desk.ask("c" + beat, 1)))
                    .as("bob's slot, and again as its next lease ends; ann's is held")
                    .hasSize(beat == 1 || beat == 3 ? 1 : 0);
        }

        assertThat(end).isEqualTo(deadline);
        desk.wait(Duration.ofMinutes(6));
        assertThat(desk.about("tasks.held", "ann", lease).path("lost")).hasSize(1);
        assertThat(items(desk.ask("dot", 1))).as("the claim is over").isEmpty();
    }

    @Test
    void no_lease_begins_that_would_end_with_its_claim() {
        PullDesk desk = PullDesk.dispatched(1);
        desk.wait(Duration.ofMinutes(50));
        JsonNode last = desk.ask("ann", 1);
        desk.wait(Duration.ofSeconds(1));

        assertThat(expiry(last.get(0))).isEqualTo(desk.stage.now.plus(Duration.ofSeconds(599)));
        assertThat(items(desk.ask("bob", 1))).isEmpty();
    }

    @Test
    void nobody_extends_or_releases_what_another_holds_or_what_is_over() {
        PullDesk desk = PullDesk.dispatched(1);
        List<String> lease = leases(desk.ask("ann", 1));

        assertThat(desk.about("tasks.held", "bob", lease).path("lost")).hasSize(1);
        assertThat(desk.about("tasks.released", "bob", lease).path("lost")).hasSize(1);
        assertThat(desk.about("tasks.held", "ann", List.of("b~d-1~nothing")).path("lost"))
                .hasSize(1);
        desk.wait(Duration.ofMinutes(10));
        assertThat(desk.about("tasks.held", "ann", lease).path("lost")).hasSize(1);
    }

    @Test
    void what_an_annotator_gives_back_goes_to_another_at_once() {
        PullDesk desk = PullDesk.dispatched(1);
        List<String> lease = leases(desk.ask("ann", 1));
        desk.ask("bob", 1);

        assertThat(desk.about("tasks.released", "ann", lease).path("released")).hasSize(1);
        assertThat(desk.about("tasks.released", "ann", lease).path("released"))
                .as("saying it again changes nothing")
                .hasSize(1);

        assertThat(items(desk.ask("ann", 1))).isEmpty();
        assertThat(items(desk.ask("cem", 1))).containsExactly("i0");
    }

    @Test
    void a_label_that_has_come_keeps_its_slot_after_its_lease() {
        PullDesk desk = PullDesk.dispatched(1);
        JsonNode task = desk.ask("ann", 1).get(0);
        desk.ask("bob", 1);

        assertThat(desk.submit(task, "ann").path("stored").asInt()).isEqualTo(1);
        desk.wait(Duration.ofMinutes(10));

        assertThat(items(desk.ask("cem", 1))).as("bob's slot").containsExactly("i0");
        assertThat(items(desk.ask("dot", 1))).as("ann's answer stands").isEmpty();
    }

    @Test
    void the_slot_of_a_label_that_is_taken_back_is_offered_to_another_at_once() {
        PullDesk desk = PullDesk.dispatched(1);
        JsonNode task = answeredByTwo(desk);
        assertThat(items(desk.ask("cem", 1))).isEmpty();

        assertThat(desk.delete(task, "ann").path("stored").asInt()).isEqualTo(1);

        assertThat(about(desk, "ann", task)).as("her lease is over").hasSize(1);
        assertThat(items(desk.ask("ann", 1))).as("she has had it").isEmpty();
        assertThat(items(desk.ask("cem", 1))).containsExactly("i0");
        assertThat(items(desk.ask("dot", 1))).isEmpty();
    }

    /** Ann's task, whose two slots she and bob have answered. */
    private static JsonNode answeredByTwo(PullDesk desk) {
        JsonNode task = desk.ask("ann", 1).get(0);
        JsonNode other = desk.ask("bob", 1).get(0);
        desk.submit(task, "ann");
        desk.submit(other, "bob");
        return task;
    }

    private static JsonNode about(PullDesk desk, String annotator, JsonNode task) {
        return desk.about("tasks.held", annotator, List.of(task.path("lease").asText()))
                .path("lost");
    }

    @Test
    void a_slot_is_offered_again_though_the_first_word_of_its_deletion_was_lost() {
        PullDesk desk = PullDesk.dispatched(1);
        JsonNode task = answeredByTwo(desk);
        desk.ask("cem", 1);
        Crash behindTheLabel = Crash.after(1);
        desk.delete(desk.stage.services(behindTheLabel), task, "ann");
        assertThat(behindTheLabel.happened()).isTrue();
        assertThat(items(desk.ask("cem", 1))).isEmpty();

        assertThat(desk.delete(task, "ann").path("duplicates").asInt()).isEqualTo(1);

        assertThat(items(desk.ask("cem", 1))).containsExactly("i0");
    }

    @Test
    void a_label_that_is_taken_back_after_its_claim_was_answered_offers_nothing() {
        PullDesk desk = PullDesk.dispatched(1);
        JsonNode task = answeredByTwo(desk);
        desk.stage
                .tasks()
                .update(
                        "b",
                        "i0",
                        2,
                        now -> desk.stage.labels().of("b", "i0").stream()
                                .reduce(now, (it, label) -> it.receive(label, Samples.judge(0)), (one, same) -> same));

        desk.delete(task, "ann");

        assertThat(items(desk.ask("cem", 1))).isEmpty();
    }
}
