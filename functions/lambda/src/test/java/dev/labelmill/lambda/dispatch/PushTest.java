package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.DispatchRows;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks on their way to a vendor's API, over real HTTP. */
class PushTest extends PushedTasks {

    @Test
    void tasks_are_written_down_and_sent_in_the_same_tick() {
        desk.people(0, 0.5);
        desk.people(1, 0.4);

        push.tick();

        Dispatch dispatch = only();
        assertThat(dispatch.state()).isEqualTo(Dispatch.State.DELIVERED);
        assertThat(dispatch.labels()).isEqualTo(4);
        assertThat(dispatch.attempts().made()).isEqualTo(1);
        assertThat(push.taken).containsOnlyKeys(dispatch.id() + "-i0", dispatch.id() + "-i1");
        assertThat(push.taken.get(dispatch.id() + "-i0"))
                .contains("\"target\":\"p-1\"")
                .contains("text \u00e9 0")
                .doesNotContain("known");
        assertThat(desk.lines("crowd")).hasSize(2);
        assertThat(desk.task(0).openClaim().orElseThrow().dispatch()).isEqualTo(dispatch.id());
        push.tick();
        assertThat(push.requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void what_the_vendor_cannot_take_now_is_sent_again_later_and_is_not_claimed_twice(int status) {
        desk.people(0, 0.5);
        push.answers.add(status);

        push.tick();

        Dispatch waiting = only();
        assertThat(waiting.state()).isEqualTo(Dispatch.State.SENDING);
        assertThat(waiting.attempts().next()).isBetween(Stage.START, Stage.START.plusSeconds(16));
        assertThat(desk.task(0).state()).isEqualTo(TaskState.CLAIMED);
        push.wait(Duration.ofSeconds(16));
        push.tick();
        assertThat(only().state()).isEqualTo(Dispatch.State.DELIVERED);
        assertThat(only().id()).isEqualTo(waiting.id());
        assertThat(push.requests).hasSize(2);
        assertThat(circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void a_vendor_that_asks_to_be_left_alone_is_left_alone_that_long() {
        desk.people(0, 0.5);
        push.answers.add(503);
        push.retryAfter = "40";
        push.tick();
        push.retryAfter = "";

        push.wait(Duration.ofSeconds(39));
        push.tick();
        assertThat(push.requests).hasSize(1);

        push.wait(Duration.ofSeconds(1));
        push.tick();
        assertThat(push.requests).hasSize(2);
        assertThat(only().state()).isEqualTo(Dispatch.State.DELIVERED);
    }

    @Test
    void what_never_gets_through_goes_back_when_it_is_waited_for_no_more() {
        desk.people(0, 0.5);
        push.answers.addAll(Collections.nCopies(100, 503));
        push.tick();
        push.wait(Duration.ofSeconds(181));

        desk.sweep(desk.stage.now);

        assertThat(desk.open()).isEmpty();
        assertThat(desk.task(0).state()).isEqualTo(TaskState.OPEN);
        assertThat(contributed())
                .as("nobody let expire what never reached anybody")
                .satisfies(totals ->
                        assertThat(totals.get(Names.EXPIRED + "crowd")).isZero())
                .satisfies(totals ->
                        assertThat(totals.get(Names.REQUESTED + "crowd")).isZero());
    }

    @Test
    void what_never_got_through_as_a_whole_was_asked_for_as_far_as_it_was_answered() {
        desk.people(0, 0.5);
        push.answers.add(503);
        push.tick();
        desk.label(0, "crowd", "w1", 1);
        push.wait(Duration.ofSeconds(181));

        desk.sweep(desk.stage.now);

        assertThat(contributed().get(Names.FULFILLED + "crowd")).isEqualTo(1);
        assertThat(contributed().get(Names.REQUESTED + "crowd")).isEqualTo(1);
    }

    /** The totals of all dispatches. */
    private Counters contributed() {
        Counters totals = new Counters();
        desk.stage.rows().stream()
                .filter(row -> row.pk().startsWith("DISPATCH#"))
                .forEach(row -> totals.addAll(Contributions.of(DispatchRows.read(row))));
        return totals;
    }

    @Test
    void a_task_that_the_vendor_refuses_for_good_goes_to_another_vendor_and_row_note_and_notice_tell_it() {
        try (PushDesk two = new PushDesk(
                folder,
                PushDesk.SETTINGS
                        .replaceFirst("\"capacity\":10", "\"capacity\":100000")
                        .replace(
                                "{\"name\":\"experts\"",
                                "{\"name\":\"other\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":2,"
                                        + "\"deadlineSeconds\":60},{\"name\":\"experts\""))) {
            two.desk.people(0, 0.5);
            two.answers.add(422);
            two.tick();

            two.desk
                    .stage
                    .batches()
                    .get("b")
                    .ifPresent(b -> assertThat(b.note())
                            .contains("vendor \"crowd\" refuses tasks for good")
                            .contains("i0"));
            assertThat(two.desk.stage.rejections("push/crowd"))
                    .singleElement()
                    .satisfies(r -> assertThat(r.reason()).contains("status 422"));
            assertThat(two.told).singleElement().satisfies(notice -> {
                assertThat(notice.type()).isEqualTo(Notice.TASK_REJECTED);
                assertThat(notice.project()).isEqualTo("demo");
                assertThat(notice.data().path("source").asText()).isEqualTo("push/crowd");
                assertThat(notice.data().path("batch").asText()).isEqualTo("b");
                assertThat(notice.data().path("tasks").asInt()).isEqualTo(1);
                assertThat(notice.data().at("/problems/0/task").asText()).isEqualTo("i0");
                assertThat(notice.data().at("/problems/0/reason").asText()).contains("status 422");
            });
            assertThat(two.desk.task(0).claims())
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.refused()).isTrue());
            assertThat(two.desk.task(0).need().orElseThrow().labels()).isEqualTo(2);
            assertThat(two.desk.open()).isEmpty();
            two.tick();
            assertThat(two.requests).hasSize(1);
            assertThat(two.desk.task(0).openClaim().orElseThrow().vendor()).isEqualTo("other");
        }
    }

    @Test
    void the_other_tasks_of_a_dispatch_are_delivered_beside_a_refused_one() {
        IntStream.range(0, 3).forEach(i -> desk.people(i, 0.5));
        push.answers.add(422);

        push.tick();

        assertThat(only().state()).isEqualTo(Dispatch.State.DELIVERED);
        assertThat(only().labels()).isEqualTo(4);
        assertThat(only().items()).hasSize(2);
        push.wait(Duration.ofSeconds(181));
        desk.sweep(desk.stage.now);
        assertThat(desk.stage.rows().stream()
                        .filter(row -> row.pk().startsWith("DISPATCH#"))
                        .mapToLong(row -> row.number("expired"))
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void a_repeat_sends_what_was_written_down_though_somebody_answered_in_between() {
        desk.people(0, 0.5);
        push.answers.add(503);
        push.tick();
        desk.stage.tasks().update("b", "i0", 2, t -> t.receive(Samples.label("b", "i0", "w9", 1, 1), Samples.judge(0)));
        push.wait(Duration.ofSeconds(16));

        push.tick();

        assertThat(push.taken.values()).singleElement().asString().contains("\"exclude\":\"\"");
    }

    @Test
    void two_dispatchers_at_once_send_a_dispatch_once() {
        desk.people(0, 0.5);
        push.answers.add(503);
        push.tick();
        push.wait(Duration.ofSeconds(16));

        IntStream.range(0, 4).parallel().forEach(i -> push.tick());

        assertThat(push.requests).hasSize(2);
        assertThat(only().attempts().made()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_dispatch_that_died_at_any_write_is_with_the_vendor_in_the_end_and_only_once(boolean before) {
        int writes = 1;
        for (int at = 1; at <= writes; at++) {
            try (PushDesk dying = new PushDesk(
                    folder, PushDesk.SETTINGS.replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":86400"))) {
                IntStream.range(0, 3).forEach(i -> dying.desk.people(i, i / 20.0));
                dying.answers.addAll(List.of(200, 422));
                if (at == 1) {
                    try (PushDesk calm = new PushDesk(folder)) {
                        IntStream.range(0, 3).forEach(i -> calm.desk.people(i, i / 20.0));
                        calm.answers.addAll(List.of(200, 422));
                        Crash counting = Crash.never();
                        calm.tick(counting);
                        writes = counting.writes();
                    }
                }
                Crash crash = before ? Crash.before(at) : Crash.after(at);
                try {
                    dying.tick(crash);
                } catch (Crash.Dead expected) {
                    assertThat(crash.happened()).isTrue();
                }
                for (int later = 0; later < 3; later++) {
                    dying.wait(Duration.ofMinutes(6));
                    dying.tick();
                }

                Set<String> distinct = new HashSet<>(dying.taken.keySet());
                assertThat(distinct).as("write %d", at).hasSizeBetween(2, 3);
                for (int i = 0; i < 3; i++) {
                    String item = "i" + i;
                    List<Claim> claims = dying.desk.task(i).claims();
                    assertThat(claims).as("write %d, %s", at, item).hasSize(1);
                    assertThat(distinct.stream().filter(key -> key.endsWith(item)))
                            .hasSizeLessThanOrEqualTo(1);
                    assertThat(claims.get(0).refused() || distinct.stream().anyMatch(key -> key.endsWith(item)))
                            .as("write %d, %s is with the vendor or refused by it", at, item)
                            .isTrue();
                }
                assertThat(dying.desk.open()).extracting(Dispatch::state).containsOnly(Dispatch.State.DELIVERED);
            }
        }
        assertThat(writes).isGreaterThanOrEqualTo(9);
    }
}
