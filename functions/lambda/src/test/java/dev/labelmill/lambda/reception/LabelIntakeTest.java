package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelIntakeTest {

    private static final LabelIntake.Outcome OVER =
            new LabelIntake.Refused("batch \"b\" is over and takes no labels any more");

    private static final LabelIntake.Outcome KEPT_FOR_GOOD = new LabelIntake.Refused(
            "batch \"b\" is over: the label of annotator \"w1\" on task \"i1\" came back too late"
                    + " to be taken out of its results, and what it cost stays on the statement");

    private final Stage stage = Stage.onServers();
    private final LabelIntake intake = Intakes.of(stage);

    @BeforeEach
    void a_task_claimed_for_two_labels() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.claimed(Samples.task("b", "i1", 0.5), "d-1");
    }

    private LabelIntake.Outcome take(String vendor, String item, String annotator, String choice, long revision) {
        return intake.take(
                vendor,
                new IncomingLabel("b", item, "d-1", annotator, new LabelChange.Chosen(choice), revision, 900L, "m-1"));
    }

    @Test
    void a_label_is_stored_once_with_the_price_and_purpose_of_its_claim() {
        assertThat(take("crowd", "i1", "w1", "yes", 1)).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(take("crowd", "i1", "w1", "yes", 1)).isEqualTo(LabelIntake.Kept.DUPLICATE);

        assertThat(stage.labels().of("b", "i1")).singleElement().satisfies(label -> {
            assertThat(label.priceNanos()).isEqualTo(10_000_000);
            assertThat(label.purpose()).isEqualTo(Purpose.LABEL);
            assertThat(label.answer()).hasValue(1);
        });
    }

    @Test
    void a_label_tells_how_long_it_was_waited_for_after_a_correction_too_and_one_whose_claim_is_over_does_not() {
        stage.tasks().insert(Samples.task("b", "i3", 0.5), 2);
        stage.tasks().update("b", "i3", 2, task -> task.claim("d-1", "crowd", false, 2, Optional.of(Stage.START)));
        stage.now = Stage.START.plusSeconds(90);
        take("crowd", "i3", "w1", "yes", 1);
        assertThat(labelOf("i3", "w1").waited()).isEqualTo(90_000);

        stage.now = Stage.START.plusSeconds(99);
        assertThat(take("crowd", "i3", "w1", "no", 2)).isEqualTo(LabelIntake.Kept.CORRECTED);
        assertThat(labelOf("i3", "w1").waited()).isEqualTo(90_000);

        stage.tasks().update("b", "i3", 2, task -> task.expire("d-1"));
        assertThat(take("crowd", "i3", "w2", "no", 1)).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(labelOf("i3", "w2").isLate()).isTrue();
    }

    @Test
    void more_labels_than_the_dispatch_asked_for_are_refused_but_corrections_are_not() {
        take("crowd", "i1", "w1", "yes", 1);
        take("crowd", "i1", "w2", "no", 1);

        assertThat(take("crowd", "i1", "w3", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("crowd", "i1", "w2", "yes", 2)).isEqualTo(LabelIntake.Kept.CORRECTED);
        assertThat(stage.labels().of("b", "i1")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"w1, crowd", "crowd, w1"})
    void a_label_of_nobody_and_one_of_somebody_may_be_the_same_and_do_not_stand_beside_one_another(
            String first, String second) {
        take("crowd", "i1", first, "yes", 1);

        assertThat(take("crowd", "i1", second, "yes", 1))
                .isEqualTo(new LabelIntake.Refused(
                        "of task \"i1\" there are labels with an annotator's name and without one, "
                                + "which may be the same: return files that name nobody under by/<annotator>/"));
        assertThat(take("crowd", "i1", first, "no", 2)).isEqualTo(LabelIntake.Kept.CORRECTED);
        assertThat(stage.labels().of("b", "i1")).hasSize(1);
    }

    @Test
    void an_unknown_task_an_unknown_class_and_a_vendor_that_was_not_asked_are_refused() {
        assertThat(take("crowd", "i9", "w1", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("crowd", "i1", "w1", "perhaps", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("experts", "i1", "e1", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(stage.labels().of("b", "i1")).isEmpty();
    }

    private LabelIntake.Outcome take(String vendor, String item, String dispatch, LabelChange change, long revision) {
        String annotator = vendor.equals("crowd") ? "w1" : "e1";
        return intake.take(vendor, new IncomingLabel("b", item, dispatch, annotator, change, revision, 900L, "m-2"));
    }

    private Label labelOf(String item, String annotator) {
        return stage.labels().of("b", item).stream()
                .filter(label -> label.annotator().equals(annotator))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "d-2")
    void a_correction_counts_for_the_claim_of_the_first_answer_and_leaves_room_for_the_label_that_is_wanted(
            String dispatch) {
        take("crowd", "i1", "w1", "yes", 1);
        take("crowd", "i1", "w2", "no", 1);
        stage.tasks()
                .update(
                        "b",
                        "i1",
                        2,
                        task -> task.receive(labelOf("i1", "w1"), Samples.judge(0))
                                .receive(labelOf("i1", "w2"), Samples.judge(0))
                                .claim("d-2", "crowd", false));

        assertThat(take("crowd", "i1", dispatch, new LabelChange.Chosen("no"), 2))
                .isEqualTo(LabelIntake.Kept.CORRECTED);

        assertThat(labelOf("i1", "w1").dispatch()).isEqualTo("d-1");
        assertThat(intake.take(
                        "crowd",
                        new IncomingLabel("b", "i1", "d-2", "w3", new LabelChange.Chosen("no"), 1, 900L, "m-3")))
                .isEqualTo(LabelIntake.Kept.STORED);
    }

    @Test
    void who_took_an_answer_back_and_answers_again_finds_no_room_where_somebody_else_answered_meanwhile() {
        take("crowd", "i1", "w1", "yes", 1);
        take("crowd", "i1", "w2", "yes", 1);
        take("crowd", "i1", "d-1", new LabelChange.Deleted(), 2);
        assertThat(take("crowd", "i1", "w3", "yes", 1)).isEqualTo(LabelIntake.Kept.STORED);

        assertThat(take("crowd", "i1", "w1", "yes", 3)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(labelOf("i1", "w1").isTombstone()).isTrue();
    }

    /** An item that e1 adjudicated and whose audit is out as d-a. */
    private void adjudicatedByE1() {
        stage.labels()
                .store(Samples.label("b", "i2", "experts", "e1", OptionalInt.of(1), 1, "d-j", Purpose.ADJUDICATION));
        stage.tasks()
                .insert(
                        Task.auditOfAccepted(
                                        "b",
                                        "i2",
                                        new ItemPlace(0, 0, 10),
                                        0.5,
                                        Prelabel.of(new double[] {0.3, 0.7}),
                                        new Resolution(1, 1, Resolution.By.EXPERT))
                                .claim("d-a", "experts", false),
                        2);
    }

    @Test
    void nobody_audits_an_answer_of_their_own() {
        adjudicatedByE1();

        assertThat(take("experts", "i2", "d-a", new LabelChange.Chosen("yes"), 2))
                .isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("experts", "i2", "e2", "d-a")).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(labelOf("i2", "e2").purpose()).isEqualTo(Purpose.AUDIT);
    }

    private LabelIntake.Outcome take(String vendor, String item, String annotator, String dispatch) {
        return intake.take(
                vendor,
                new IncomingLabel("b", item, dispatch, annotator, new LabelChange.Chosen("yes"), 1, 900L, "m-4"));
    }

    @Test
    void an_adjudicators_correction_stays_an_adjudication_and_cannot_be_taken_back() {
        adjudicatedByE1();

        assertThat(take("experts", "i2", null, new LabelChange.Chosen("no"), 2)).isEqualTo(LabelIntake.Kept.CORRECTED);
        assertThat(labelOf("i2", "e1").purpose()).isEqualTo(Purpose.ADJUDICATION);
        assertThat(take("experts", "i2", null, new LabelChange.Deleted(), 3)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(labelOf("i2", "e1").answer()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHING", "CLOSING", "DONE", "FAILED", "CANCELLED"})
    void a_batch_that_is_over_takes_no_new_labels_but_knows_those_it_has(Phase over) {
        take("crowd", "i1", "w1", "yes", 1);
        stage.batches().update("b", batch -> batch.enter(over, stage.now));
        stage.now = stage.now.plusSeconds(11);

        assertThat(take("crowd", "i1", "w1", "yes", 1)).isEqualTo(LabelIntake.Kept.DUPLICATE);
        assertThat(take("crowd", "i1", "w2", "yes", 1)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(stage.labels().of("b", "i1")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHING", "CLOSING", "DONE", "FAILED", "CANCELLED"})
    void a_vendors_acceptance_that_comes_when_the_batch_is_over_is_known_already(Phase over) {
        take("crowd", "i1", "w1", "yes", 1);
        stage.batches().update("b", batch -> batch.enter(over, stage.now));
        stage.now = stage.now.plusSeconds(11);
        Label before = labelOf("i1", "w1");

        assertThat(take("crowd", "i1", "w1", "yes", 2)).isEqualTo(LabelIntake.Kept.DUPLICATE);
        assertThat(take("crowd", "i1", "w1", "no", 2)).as("a correction").isInstanceOf(LabelIntake.Refused.class);
        assertThat(take("crowd", "i1", "w1", "perhaps", 2)).isInstanceOf(LabelIntake.Refused.class);
        assertThat(labelOf("i1", "w1")).isEqualTo(before);
    }

    @Test
    void a_correction_without_a_higher_revision_is_told_that_the_batch_is_over_and_not_to_come_again() {
        take("crowd", "i1", "w1", "yes", 1);
        stage.batches().update("b", batch -> batch.enter(Phase.FINISHING, stage.now));
        stage.now = stage.now.plusSeconds(11);
        Label before = labelOf("i1", "w1");

        assertThat(take("crowd", "i1", "w1", "no", 1)).isEqualTo(OVER);
        assertThat(take("crowd", "i1", "w1", "perhaps", 1)).isEqualTo(OVER);
        assertThat(take("crowd", "i1", "d-1", new LabelChange.Deleted(), 1)).isEqualTo(KEPT_FOR_GOOD);
        assertThat(take("crowd", "i1", "w1", "yes", 1)).isEqualTo(LabelIntake.Kept.DUPLICATE);
        assertThat(labelOf("i1", "w1")).isEqualTo(before);
    }

    @Test
    void another_time_that_a_label_took_is_not_called_known_when_the_batch_is_over() {
        take("crowd", "i1", "w1", "yes", 1);
        stage.batches().update("b", batch -> batch.enter(Phase.FINISHING, stage.now));
        stage.now = stage.now.plusSeconds(11);
        LabelChange yes = new LabelChange.Chosen("yes");
        long told = labelOf("i1", "w1").millis();

        assertThat(intake.take("crowd", new IncomingLabel("b", "i1", "d-1", "w1", yes, 2, told + 1, "m-2")))
                .isEqualTo(OVER);
        assertThat(intake.take("crowd", new IncomingLabel("b", "i1", "d-1", "w1", yes, 2, told, "m-3")))
                .isEqualTo(LabelIntake.Kept.DUPLICATE);
    }

    @Test
    void a_vendors_rejection_that_comes_when_the_batch_is_over_changes_nothing_and_is_told_to_have_come_too_late() {
        take("crowd", "i1", "w1", "yes", 1);
        stage.batches().update("b", batch -> batch.enter(Phase.FINISHING, stage.now));
        stage.now = stage.now.plusSeconds(11);

        assertThat(take("crowd", "i1", "d-1", new LabelChange.Deleted(), 2)).isEqualTo(KEPT_FOR_GOOD);
        assertThat(labelOf("i1", "w1").priceNanos()).isEqualTo(10_000_000);
        assertThat(intake.take(
                        "crowd", new IncomingLabel("b", "i1", "d-1", "w2", new LabelChange.Deleted(), 2, null, "m-3")))
                .as("of a label that never was, or was refused")
                .isEqualTo(LabelIntake.Kept.DUPLICATE);
    }
}
