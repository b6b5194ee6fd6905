package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.CircuitStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vendors whose API fails, and how they are left alone. */
class PushCircuitTest extends PushedTasks {

    @Test
    void a_vendor_that_refuses_the_key_is_left_alone_and_its_tasks_wait_anew() {
        desk.people(0, 0.5);
        push.answers.add(401);

        push.tick();
        push.tick();

        assertThat(push.requests).hasSize(1);
        assertThat(circuit().state()).isEqualTo(Circuit.State.OPEN);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.OPEN);
        assertThat(desk.batch().note())
                .contains("vendor \"crowd\" takes no tasks")
                .doesNotContain("k-secret");
        push.wait(Circuit.FIRST);
        push.tick();
        assertThat(only().state()).isEqualTo(Dispatch.State.DELIVERED);
        assertThat(circuit()).isEqualTo(Circuit.CLOSED);
        assertThat(push.told).singleElement().satisfies(notice -> {
            assertThat(notice.data().path("tasks").asInt()).isEqualTo(1);
            assertThat(notice.data().at("/problems/0/reason").asText())
                    .isEqualTo("the vendor does not accept the API key");
        });
    }

    @Test
    void after_failures_in_a_row_nothing_is_claimed_for_the_vendor_until_one_probe_gets_through() {
        try (PushDesk slow = new PushDesk(
                folder, PushDesk.SETTINGS.replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":86400"))) {
            slow.desk.people(0, 0.5);
            slow.answers.addAll(Collections.nCopies(Circuit.MOST_FAILURES, 503));
            CircuitStore circuits = new CircuitStore(slow.desk.stage.table());
            while (circuits.get("crowd").state() == Circuit.State.CLOSED) {
                slow.tick();
                slow.wait(Duration.ofMinutes(4));
            }
            slow.desk.stage.now = slow.desk.stage.now.minus(Duration.ofMinutes(4));
            assertThat(slow.requests).hasSize(Circuit.MOST_FAILURES);
            slow.desk.people(1, 0.9);

            slow.tick();

            assertThat(slow.requests).hasSize(Circuit.MOST_FAILURES);
            assertThat(slow.desk.task(1).claims()).isEmpty();
            slow.wait(Duration.ofMinutes(15));
            slow.tick();
            assertThat(slow.requests).hasSize(Circuit.MOST_FAILURES + 1);
            assertThat(circuits.get("crowd")).isEqualTo(Circuit.CLOSED);
            slow.tick();
            assertThat(slow.desk.task(1).claims()).hasSize(1);
        }
    }

    @Test
    void an_open_circuit_lets_one_single_probe_through() {
        CircuitStore circuits = new CircuitStore(desk.stage.table());
        circuits.update("crowd", c -> c.tripped(Stage.START));

        assertThat(circuits.enter("crowd", Stage.START.plusSeconds(29), Duration.ofMinutes(1)))
                .isFalse();
        List<Boolean> entered = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> circuits.enter("crowd", Stage.START.plusSeconds(30), Duration.ofMinutes(1)))
                .toList();

        assertThat(entered.stream().filter(e -> e)).hasSize(1);
        assertThat(circuits.enter("crowd", Stage.START.plusSeconds(91), Duration.ofMinutes(1)))
                .as("the probe is lost")
                .isTrue();
    }

    @Test
    void failures_and_openings_are_told_as_they_happen() {
        desk.people(0, 0.5);
        push.answers.add(503);
        push.tick();
        assertThat(desk.stage.counted())
                .containsExactly("demo test: dispatch.files 1, dispatch.tasks 1, dispatch.pushFailures 1");

        push.answers.add(401);
        push.wait(Duration.ofSeconds(16));
        push.tick();
        assertThat(desk.stage.counted())
                .containsExactly("demo test: dispatch.pushFailures 1, dispatch.circuitsOpened 1");
    }
}
