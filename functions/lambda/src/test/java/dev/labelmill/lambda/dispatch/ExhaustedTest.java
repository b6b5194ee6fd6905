package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.task.Unclassed;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Vendors that cannot keep anybody from an item that they know: Argilla's, by task files. */
class ExhaustedTest {

    private static final String ARGILLA =
            Samples.SETTINGS.replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"format\":\"argilla\"");
    private static final String ALONE = ARGILLA.replaceFirst(",\\s*\\{\"name\":\"experts\".*?\\}", "");
    private static final String BESIDE_ANOTHER = ARGILLA.replace(
            "{\"name\":\"experts\"",
            "{\"name\":\"second\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":10,\"deadlineSeconds\":60},"
                    + "{\"name\":\"experts\"");
    private static final String SAME_EXPERTS =
            ARGILLA.replace("{\"name\":\"experts\"", "{\"name\":\"experts\",\"format\":\"argilla\"");

    private static void score(Desk desk) {
        desk.stage.services().score().handle(Events.changed(desk.stage.changes()));
    }

    /** One label of two came, and the deadline has passed. */
    private static Desk halfAnswered(String settings) {
        Desk desk = Desk.knowingNobody(settings);
        desk.people(0, 0.5);
        desk.dispatch();
        desk.label(0, "crowd", "w1", 1);
        score(desk);
        desk.sweep(desk.stage.now.plus(Duration.ofMinutes(2)));
        return desk;
    }

    @Test
    void a_task_that_its_only_vendor_has_answered_is_decided_as_it_is_scored() {
        Desk desk = Desk.knowingNobody(ALONE);
        desk.people(0, 0.5);
        desk.dispatch();
        desk.label(0, "crowd", "w1", 0);
        desk.label(0, "crowd", "w2", 1);
        score(desk);

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).resolution().by()).isEqualTo(Resolution.By.CROWD);
        desk.dispatch();
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void experts_decide_what_its_only_vendor_was_not_of_one_mind_about() {
        Desk desk = Desk.knowingNobody(ARGILLA);
        desk.people(0, 0.5);
        desk.dispatch();
        desk.label(0, "crowd", "w1", 0);
        desk.label(0, "crowd", "w2", 1);
        score(desk);

        assertThat(desk.task(0).state()).isEqualTo(TaskState.ADJUDICATE);
        desk.dispatch();
        assertThat(desk.items("experts")).containsExactly("i0");
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void another_vendor_of_the_crowd_is_asked_before_any_of_that() {
        Desk desk = Desk.knowingNobody(BESIDE_ANOTHER);
        desk.people(0, 0.5);
        desk.dispatch();
        String first = desk.task(0).claims().get(0).vendor();
        desk.label(0, first, "w1", 0);
        desk.label(0, first, "w2", 1);
        score(desk);
        desk.dispatch();

        assertThat(desk.task(0).claims()).hasSize(2);
        assertThat(desk.task(0).claims().get(1).vendor()).isEqualTo("second");
    }

    @Test
    void part_of_the_labels_decide_where_the_others_did_not_come() {
        Desk desk = halfAnswered(ALONE);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.OPEN);

        desk.dispatch();

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).resolution().answer()).isEqualTo(1);
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void what_is_decided_so_is_counted_as_what_labels_decide_is() {
        Desk desk = halfAnswered(ALONE);
        desk.stage.counted();

        desk.dispatch();

        assertThat(desk.stage.counted()).contains("demo test: score.resolved 1");
    }

    @Test
    void a_task_that_cannot_be_decided_holds_no_other_up() {
        Desk desk = halfAnswered(ALONE);
        desk.stage.bucket().put("work/b/skills/0.json", "application/json", new byte[0]);
        desk.people(1, 0.4);

        desk.dispatch();

        assertThat(desk.task(1).state()).isEqualTo(TaskState.CLAIMED);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.OPEN);
    }

    @Test
    void another_vendor_that_answers_nothing_is_waited_for_three_times() {
        Desk desk = halfAnswered(BESIDE_ANOTHER.replaceFirst(",\\s*\\{\"name\":\"experts\".*?\\}", ""));
        for (int tick = 0; tick < 5; tick++) {
            desk.stage.now = desk.stage.now.plus(Duration.ofMinutes(2));
            desk.dispatch();
            desk.sweep(desk.stage.now.plus(Duration.ofMinutes(2)));
        }

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.items("second")).hasSize(3);
    }

    @Test
    void far_down_a_lane_is_looked_where_tasks_are_not_for_every_vendor() {
        String cheapest = "\"routing\":\"cheapest\",\"vendors\"";
        int same = Dispatcher.patience(Desk.knowingNobody(Samples.SETTINGS.replace("\"vendors\"", cheapest))
                .batch()
                .settings());
        int others = Dispatcher.patience(Desk.knowingNobody(ARGILLA.replace("\"vendors\"", cheapest))
                .batch()
                .settings());

        assertThat(others).isGreaterThan(same);
    }

    @Test
    void part_of_the_labels_decide_by_their_values_where_they_are_no_classes() {
        Desk desk = Desk.knowingNobody(ALONE.replace("argilla", "label-studio")
                .replace(
                        "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}",
                        "{\"kind\":\"boxes\",\"classes\":[\"dog\"]}"));
        desk.people(0, 0.5);
        desk.dispatch();
        Label choice = Samples.label(
                "b",
                "i0",
                "crowd",
                "w1",
                OptionalInt.of(1),
                1,
                desk.task(0).claims().get(0).dispatch(),
                Purpose.LABEL);
        desk.stage.labels().store(valued(choice, new Drawing(List.of(Box.ofSize(0, 0, 50, 50, 0)))));
        score(desk);
        desk.sweep(desk.stage.now.plus(Duration.ofMinutes(2)));
        assertThat(desk.task(0).state()).isEqualTo(TaskState.OPEN);

        desk.dispatch();

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).resolution().answer()).isEqualTo(Unclassed.VALUE);
        assertThat(desk.task(0).resolution().by()).isEqualTo(Resolution.By.CROWD);
    }

    private static Label valued(Label label, LabelValue value) {
        return new Label(
                label.batch(),
                label.project(),
                label.item(),
                label.vendor(),
                label.annotator(),
                Optional.of(value),
                label.revision(),
                label.delivery(),
                label.dispatch(),
                label.purpose(),
                label.postings(),
                label.millis(),
                label.known(),
                label.spent(),
                label.vendorLabel(),
                label.waited());
    }

    @Test
    void part_of_the_labels_go_to_an_expert_where_there_is_one() {
        Desk desk = halfAnswered(ARGILLA);

        desk.dispatch();
        assertThat(desk.task(0).state()).isEqualTo(TaskState.ADJUDICATE);
        desk.dispatch();
        assertThat(desk.items("experts")).containsExactly("i0");
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void the_audit_of_what_the_only_experts_decided_is_missed() {
        Desk desk = Desk.knowingNobody(SAME_EXPERTS);
        desk.stage
                .batches()
                .replace(
                        desk.batch(),
                        desk.batch().planned(new Plan(OptionalInt.empty(), "all is audited", 1, 0, 1, 1)));
        desk.people(0, 0.5);
        desk.dispatch();
        desk.label(0, "crowd", "w1", 0);
        desk.label(0, "crowd", "w2", 1);
        score(desk);
        desk.dispatch();
        String dispatch = desk.task(0).claims().get(1).dispatch();
        desk.stage
                .labels()
                .store(Samples.label("b", "i0", "experts", "e1", OptionalInt.of(1), 1, dispatch, Purpose.ADJUDICATION));
        score(desk);

        assertThat(desk.task(0).resolution().by()).isEqualTo(Resolution.By.EXPERT);
        assertThat(desk.task(0).audit()).isEqualTo(AuditState.MISSED);
        assertThat(desk.task(0).isSettled()).isTrue();
    }
}
