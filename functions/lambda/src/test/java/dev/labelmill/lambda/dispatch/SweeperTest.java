package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperTest {

    private static final Instant LATE = Stage.START.plusSeconds(61);

    private final Desk desk = new Desk(Samples.SETTINGS);
    private Dispatch dispatch;

    @BeforeEach
    void three_tasks_are_with_the_crowd() {
        IntStream.range(0, 3).forEach(i -> desk.people(i, 0.5));
        desk.dispatch();
        dispatch = desk.open().get(0);
    }

    private Dispatch swept() {
        return desk.stage.dispatches().get(dispatch.id()).orElseThrow();
    }

    /** Stores a label and lets score take it in. */
    private void label(int i, Label label) {
        Label mine = Samples.label(
                "b",
                "i" + i,
                "crowd",
                label.annotator(),
                label.answer(),
                label.revision(),
                dispatch.id(),
                label.purpose());
        desk.stage.labels().store(mine);
        desk.stage.tasks().update("b", "i" + i, 2, t -> t.receive(mine, Samples.judge(0)));
    }

    private static Label vote(String annotator, int answer) {
        return Samples.label("b", "", annotator, answer, 1);
    }

    @Test
    void before_the_deadline_nothing_is_taken_back() {
        desk.sweep(dispatch.deadline());

        assertThat(swept().state()).isEqualTo(Dispatch.State.DELIVERED);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.CLAIMED);
    }

    @Test
    void a_dispatch_whose_every_label_has_come_is_closed_before_its_deadline_and_nothing_of_it_has_expired() {
        for (int i = 0; i < 3; i++) {
            label(i, vote("w1", 1));
            label(i, vote("w2", 1));
        }

        desk.sweep(Stage.START);

        assertThat(swept().state()).isEqualTo(Dispatch.State.CLOSED);
        assertThat(swept().expiredLabels()).isZero();
        assertThat(Contributions.of(swept()).get("fulfilled.crowd")).isEqualTo(6);
        assertThat(desk.open()).isEmpty();
    }

    @Test
    void before_the_deadline_a_dispatch_stays_open_for_a_label_that_score_has_not_taken_in() {
        for (int i = 0; i < 3; i++) {
            label(i, vote("w1", 1));
            desk.label(i, "crowd", "w2", 1);
        }

        desk.sweep(Stage.START);

        assertThat(swept().state()).isEqualTo(Dispatch.State.DELIVERED);
    }

    @Test
    void before_the_deadline_a_dispatch_stays_open_for_labels_that_may_come_though_others_decided_their_tasks() {
        for (int i = 0; i < 3; i++) {
            label(i, vote("w1", 1));
            Label others = Samples.label("b", "i" + i, "second", "s1", OptionalInt.of(1), 1, "d-2", Purpose.LABEL);
            desk.stage.tasks().update("b", "i" + i, 2, task -> task.receive(others, Samples.judge(0)));
            assertThat(desk.task(i).state()).isEqualTo(TaskState.RESOLVED);
        }

        desk.sweep(Stage.START);

        assertThat(swept().state()).isEqualTo(Dispatch.State.DELIVERED);
    }

    @Test
    void many_that_are_not_answered_do_not_hide_for_long_one_that_is() {
        for (int i = 0; i < 3; i++) {
            label(i, vote("w1", 1));
            label(i, vote("w2", 1));
        }
        for (int n = 0; n < 30; n++) {
            desk.stage.tasks().insert(Task.forPeople("b", "n" + n, desk.places().get(0), 0, .5, null, 2), 2);
            String id = "d-old-" + n;
            desk.stage.tasks().update("b", "n" + n, 2, task -> task.claim(id, "crowd", false));
            desk.stage.delivered(
                    Dispatch.claiming(
                            id,
                            "b",
                            "crowd",
                            List.of("n" + n),
                            dispatch.deadline().minusSeconds(1)),
                    2);
        }

        for (int minute = 0; minute < 20 && swept().state() != Dispatch.State.CLOSED; minute++) {
            desk.sweep(Stage.START.minusSeconds(60L * minute));
        }

        assertThat(swept().state()).isEqualTo(Dispatch.State.CLOSED);
        assertThat(desk.open()).hasSize(30);
    }

    @Test
    void exactly_what_was_not_answered_waits_again() {
        label(0, vote("w1", 1));
        label(0, vote("w2", 1));
        label(1, vote("w1", 1));

        desk.sweep(LATE);

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(1).need().orElseThrow().labels()).isEqualTo(1);
        assertThat(desk.task(2).need().orElseThrow().labels()).isEqualTo(2);
        assertThat(swept().state()).isEqualTo(Dispatch.State.CLOSED);
        assertThat(swept().expiredLabels()).isEqualTo(3);
        assertThat(desk.open()).isEmpty();
    }

    @Test
    void a_sweep_that_died_half_way_counts_the_same_when_it_is_repeated() {
        label(1, vote("w1", 1));
        desk.stage.tasks().update("b", "i1", 2, t -> t.expire(dispatch.id()));
        desk.stage.tasks().update("b", "i1", 2, t -> t.claim("d-next", "crowd", false));

        desk.sweep(LATE);
        desk.sweep(LATE);

        assertThat(swept().expiredLabels()).isEqualTo(5);
        assertThat(desk.task(1).openClaim().orElseThrow().dispatch()).isEqualTo("d-next");
    }

    @Test
    void a_label_that_is_still_on_its_way_to_its_task_is_not_missing() {
        for (int i = 0; i < 3; i++) {
            desk.label(i, "crowd", "w1", 1);
            desk.label(i, "crowd", "w2", 1);
        }

        desk.sweep(LATE);

        assertThat(swept().expiredLabels()).isZero();
    }

    @Test
    void what_a_vendor_owes_is_gone_when_its_dispatch_is_closed_even_if_others_decided_the_task() {
        desk.stage.tasks().update("b", "i0", 2, t -> t.expire(dispatch.id()));
        desk.stage.tasks().update("b", "i0", 2, t -> t.claim("d-2", "crowd", false));
        desk.stage.delivered(Dispatch.claiming("d-2", "b", "crowd", List.of("i0"), Stage.START), 2);
        label(0, vote("w1", 1));
        label(0, vote("w2", 1));
        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);

        desk.sweep(LATE);

        Dispatch closed = desk.stage.dispatches().get("d-2").orElseThrow();
        assertThat(closed.expiredLabels()).isEqualTo(2);
        assertThat(Contributions.of(closed).get("fulfilled.crowd")).isZero();
    }

    @Test
    void a_label_taken_back_is_no_fulfilment_as_it_is_none_that_was_received() {
        label(0, vote("w1", 1));
        label(0, Samples.tombstone("b", "", "w1", 2));

        desk.sweep(LATE);

        assertThat(swept().expiredLabels()).isEqualTo(6);
    }

    @Test
    void labels_that_did_not_come_are_told_once() {
        desk.stage.counted();
        label(0, vote("w1", 1));

        desk.sweep(LATE);
        desk.sweep(LATE);

        assertThat(desk.stage.counted()).containsExactly("demo test: advance.expired 5");
    }
}
