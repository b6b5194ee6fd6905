package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dispatches whose function died before they were sent or noted as sent. */
class RetakenDispatchTest {

    private final Desk desk = new Desk(Samples.SETTINGS);

    @Test
    void a_dispatch_taken_up_again_after_its_vendor_answered_claims_nothing_a_second_time() {
        int files = 0;
        for (int at = 1; at <= 7; at++) {
            Desk dying = new Desk(Samples.SETTINGS);
            IntStream.range(0, 4).forEach(i -> dying.people(i, i / 20.0));
            Crash crash = Crash.after(at);
            try {
                dying.stage.services(crash).dispatch().handle(Events.tick());
            } catch (Crash.Dead expected) {
                assertThat(crash.happened()).isTrue();
            }
            files += dying.files("crowd").size();
            for (String item : dying.items("crowd")) {
                dying.disagree(Integer.parseInt(item.substring(1)));
            }
            dying.dispatch();

            for (int i = 0; i < 4; i++) {
                assertThat(dying.task(i).claims()).extracting(Claim::dispatch).doesNotHaveDuplicates();
            }
        }
        assertThat(files).as("deaths after the task file was written").isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_dispatch_that_died_at_any_write_is_taken_up_again_under_the_same_id(boolean before) {
        int writes = 1;
        for (int at = 1; at <= writes; at++) {
            Desk calm = new Desk(Samples.SETTINGS);
            Desk dying = new Desk(Samples.SETTINGS);
            for (Desk d : List.of(calm, dying)) {
                IntStream.range(0, 4).forEach(i -> d.people(i, i / 20.0));
            }
            Crash counting = Crash.never();
            calm.stage.services(counting).dispatch().handle(Events.tick());
            writes = counting.writes();

            Crash crash = before ? Crash.before(at) : Crash.after(at);
            try {
                dying.stage.services(crash).dispatch().handle(Events.tick());
            } catch (Crash.Dead expected) {
                assertThat(crash.happened()).isTrue();
            }
            dying.stage.now = Stage.START.plusSeconds(1);
            dying.dispatch();
            dying.dispatch();

            assertThat(dying.files("crowd")).as("write %d", at).hasSize(1);
            assertThat(Set.copyOf(dying.items("crowd"))).isEqualTo(Set.copyOf(calm.items("crowd")));
            assertThat(dying.open())
                    .extracting(Dispatch::id, Dispatch::state, Dispatch::labels)
                    .isEqualTo(calm.open().stream()
                            .map(d -> tuple(d.id(), d.state(), d.labels()))
                            .toList());
            assertThat(dying.task(0).claims()).hasSize(1);
        }
        assertThat(writes).isGreaterThanOrEqualTo(7);
    }

    @Test
    void a_dispatch_taken_up_again_counts_against_the_capacity_of_the_same_tick() {
        IntStream.range(0, 20).forEach(i -> desk.people(i, i / 20.0));
        try {
            desk.stage.services(Crash.after(1)).dispatch().handle(Events.tick());
        } catch (Crash.Dead expected) {
            assertThat(desk.open()).extracting(Dispatch::state).containsExactly(Dispatch.State.CLAIMING);
        }

        desk.dispatch();

        assertThat(desk.lines("crowd")).hasSize(5);
    }
}
