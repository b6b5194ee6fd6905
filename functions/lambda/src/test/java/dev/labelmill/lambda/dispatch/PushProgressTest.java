package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.CircuitStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes that end half-way. */
class PushProgressTest extends PushedTasks {

    private PushDesk patient(int tasks) {
        PushDesk patient = new PushDesk(
                folder,
                PushDesk.SETTINGS
                        .replaceFirst("\"capacity\":10", "\"capacity\":1000")
                        .replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":86400"));
        IntStream.range(0, tasks).forEach(i -> patient.desk.people(i, i / 20.0));
        return patient;
    }

    private static Dispatch only(PushDesk push) {
        assertThat(push.desk.open()).hasSize(1);
        return push.desk.open().get(0);
    }

    @Test
    void a_push_that_outlasts_its_invocation_stops_in_time_and_the_next_ones_go_on_where_it_stopped() {
        try (PushDesk slow = patient(20)) {
            slow.slowness = Duration.ofSeconds(30);

            slow.tick();

            Dispatch part = only(slow);
            assertThat(part.state()).isEqualTo(Dispatch.State.SENDING);
            assertThat(part.attempts().handed()).isBetween(1, 10).isEqualTo(slow.taken.size());
            assertThat(slow.desk.stage.now)
                    .as("an invocation takes five minutes at most")
                    .isBefore(Stage.START.plusSeconds(300));
            slow.tick();
            slow.tick();
            assertThat(only(slow).state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(only(slow).labels()).isEqualTo(40);
            assertThat(only(slow).items()).hasSize(20);
            assertThat(slow.requests).hasSize(20).doesNotHaveDuplicates();
            assertThat(new CircuitStore(slow.desk.stage.table()).get("crowd")).isEqualTo(Circuit.CLOSED);
        }
    }

    @Test
    void a_vendor_that_was_not_even_asked_before_the_time_was_over_has_not_failed() {
        try (PushDesk late = patient(1)) {
            late.preparation = Duration.ofMinutes(6);
            CircuitStore circuits = new CircuitStore(late.desk.stage.table());
            late.tick();

            assertThat(late.requests).isEmpty();
            assertThat(circuits.get("crowd")).isEqualTo(Circuit.CLOSED);
            assertThat(late.desk.stage.counted()).noneMatch(counted -> counted.contains("pushFailures"));
            circuits.update("crowd", c -> c.tripped(late.desk.stage.now));
            late.wait(Circuit.FIRST);
            late.tick();
            late.preparation = Duration.ZERO;
            late.tick();
            assertThat(only(late).state())
                    .as("the probe was not made, so that the next one is it")
                    .isEqualTo(Dispatch.State.DELIVERED);
        }
    }

    @Test
    void a_push_that_fails_half_way_goes_on_there_and_what_was_refused_meanwhile_waits_anew_at_once() {
        try (PushDesk failing = patient(4)) {
            failing.answers.addAll(List.of(200, 422, 503));

            failing.tick();

            assertThat(only(failing).labels()).isEqualTo(6);
            assertThat(IntStream.range(0, 4)
                            .filter(i -> failing.desk.task(i).state() == TaskState.OPEN)
                            .count())
                    .isEqualTo(1);
            failing.wait(Duration.ofSeconds(16));
            failing.tick();
            assertThat(only(failing).state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(only(failing).items()).hasSize(3);
            assertThat(failing.requests).hasSize(5);
            assertThat(failing.requests.get(2)).as("the one in doubt, again").isEqualTo(failing.requests.get(3));
        }
    }

    @Test
    void what_was_taken_before_the_vendor_refused_everything_stays_with_it_and_the_rest_waits_anew() {
        try (PushDesk refusing = patient(4)) {
            refusing.answers.addAll(List.of(200, 401));

            refusing.tick();

            Dispatch kept = only(refusing);
            assertThat(kept.state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(kept.items()).hasSize(1);
            assertThat(kept.labels()).isEqualTo(2);
            assertThat(refusing.taken)
                    .containsOnlyKeys(kept.id() + "-" + kept.items().get(0));
            for (int i = 0; i < 4; i++) {
                assertThat(refusing.desk.task(i).state())
                        .isEqualTo(kept.items().contains("i" + i) ? TaskState.CLAIMED : TaskState.OPEN);
            }
        }
    }

    @Test
    void what_may_be_with_the_vendor_waits_for_nobody_else_though_the_vendor_refuses_everything_since() {
        try (PushDesk unclear = patient(2)) {
            unclear.answers.addAll(List.of(503, 401));
            unclear.tick();
            unclear.wait(Duration.ofSeconds(16));

            unclear.tick();

            assertThat(only(unclear).state()).isEqualTo(Dispatch.State.SENDING);
            assertThat(unclear.desk.task(0).state()).isEqualTo(TaskState.CLAIMED);
            assertThat(unclear.desk.batch().note()).contains("vendor \"crowd\" takes no tasks");
            unclear.wait(Duration.ofMinutes(5));
            unclear.tick();
            assertThat(only(unclear).state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(unclear.taken).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void without_an_api_in_the_secrets_tasks_go_back_unless_they_may_be_with_the_vendor(boolean tried) {
        try (PushDesk unknown = patient(1)) {
            if (tried) {
                unknown.answers.add(500);
                unknown.tick();
                unknown.wait(Duration.ofSeconds(16));
            }
            unknown.secrets("");

            unknown.tick();

            assertThat(unknown.desk.task(0).state()).isEqualTo(tried ? TaskState.CLAIMED : TaskState.OPEN);
            assertThat(unknown.desk.batch().note()).contains("the secrets hold no \"api\"");
        }
    }
}
