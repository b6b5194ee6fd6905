package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels of a batch with a limit of ten cents a day, at a cent each. */
class BudgetedLabelsTest {

    private static final long CENT = 10_000_000;
    private static final LocalDate DAY = LocalDate.ofInstant(Stage.START, ZoneOffset.UTC);

    private final Stage stage = new Stage();
    private final BudgetStore budgets = new BudgetStore(stage.table());
    private final LabelIntake intake = Intakes.of(stage);
    private Limits limits;

    @BeforeEach
    void a_task_claimed_for_two_labels_with_their_money_set_aside() {
        Batch batch = Samples.labelling(
                "b", Samples.SETTINGS.replace("\"vendors\"", "\"budget\":{\"dollarsPerDay\":0.1},\"vendors\""));
        stage.batches().insert(batch);
        limits = batch.settings().budget().limits();
        stage.claimed(Samples.task("b", "i1", 0.5), "d-1");
        open("d-1", 2);
    }

    private void open(String dispatch, long labels) {
        budgets.open(
                Dispatch.claiming(dispatch, "b", "crowd", List.of("i1"), Stage.START.plusSeconds(60)),
                Reservation.of("b", dispatch, DAY, CENT, labels),
                limits);
    }

    private LabelIntake.Outcome take(String annotator, LabelChange change, long revision) {
        return intake.take(
                "crowd", new IncomingLabel("b", "i1", "d-1", annotator, change, revision, 900L, "m-" + revision));
    }

    private LabelIntake.Outcome yes(String annotator, long revision) {
        return take(annotator, new LabelChange.Chosen("yes"), revision);
    }

    private long paid() {
        return stage.labels().of("b", "i1").stream()
                .mapToLong(Label::priceNanos)
                .sum();
    }

    @Test
    void labels_take_what_was_set_aside_and_what_they_cost_is_what_stays() {
        yes("w1", 1);
        yes("w2", 1);
        yes("w2", 1);
        yes("w2", 2);
        take("w1", new LabelChange.Deleted(), 2);
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(2 * CENT, 2 * CENT));

        budgets.change("b", "d-1", limits, Reservation::settle);

        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(CENT, 0));
        assertThat(paid()).isEqualTo(CENT);
    }

    @Test
    void a_late_label_is_paid_where_the_limit_leaves_its_price_and_refused_with_a_reason_where_not() {
        budgets.change("b", "d-1", limits, Reservation::settle);
        open("d-2", 9);

        assertThat(yes("w1", 1)).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(yes("w2", 1))
                .isInstanceOfSatisfying(
                        LabelIntake.Refused.class,
                        refused -> assertThat(refused.reason()).contains("i1", "budget"));

        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(10 * CENT, 9 * CENT));
        assertThat(paid()).isEqualTo(CENT);
    }

    @Test
    void a_task_that_wanted_one_more_label_by_the_time_it_was_claimed_has_it_paid_where_the_limit_leaves_its_price() {
        stage.tasks().insert(Task.forPeople("b", "i2", new ItemPlace(0, 0, 10), 0, 0.5, null, 3), 2);
        stage.tasks().update("b", "i2", 2, task -> task.claim("d-2", "crowd", false));
        open("d-2", 2);

        for (String annotator : List.of("w1", "w2", "w3")) {
            assertThat(intake.take(
                            "crowd",
                            new IncomingLabel(
                                    "b", "i2", "d-2", annotator, new LabelChange.Chosen("yes"), 1, 900L, annotator)))
                    .isEqualTo(LabelIntake.Kept.STORED);
        }

        assertThat(budgets.of("b", DAY)).as("two of d-1, three of d-2").isEqualTo(new Account(5 * CENT, 5 * CENT));
    }
}
