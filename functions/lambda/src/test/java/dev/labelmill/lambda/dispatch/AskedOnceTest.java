package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.Table;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A vendor that cannot keep anybody from an item is asked about each once; whether anybody looked who says nothing, nobody knows. */
class AskedOnceTest {

    private static final String EXPERTS =
            Samples.SETTINGS.replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"format\":\"argilla\"");
    private static final String ALONE = EXPERTS.replaceFirst(",\\s*\\{\"name\":\"experts\".*?\\}", "");
    private static final String BESIDE_ANOTHER = EXPERTS.replace(
            "{\"name\":\"experts\"",
            "{\"name\":\"second\",\"tier\":\"crowd\",\"pricePerLabel\":0.02,\"capacity\":10,\"deadlineSeconds\":60},"
                    + "{\"name\":\"experts\"");

    private static void score(Desk desk) {
        desk.stage.services().score().handle(Events.changed(desk.stage.changes()));
    }

    /** So long after the first tasks went out, dispatches are looked at and tasks given out. */
    private static void tick(Desk desk, int seconds) {
        desk.stage.now = Stage.START.plusSeconds(seconds);
        desk.sweep(desk.stage.now);
        desk.dispatch();
    }

    private static Desk asked(String settings) {
        Desk desk = Desk.knowingNobody(settings);
        desk.people(0, 0.5);
        desk.dispatch();
        return desk;
    }

    @Test
    void what_it_has_not_answered_in_time_is_waited_for_and_not_sent_again() {
        Desk desk = asked(ALONE);

        tick(desk, 61);

        assertThat(desk.items("crowd")).hasSize(1);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.CLAIMED);
        assertThat(desk.open()).singleElement().extracting(Dispatch::deadline).isEqualTo(Stage.START.plusSeconds(120));
        tick(desk, 121);
        tick(desk, 179);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.CLAIMED);
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void what_comes_meanwhile_counts_as_if_it_had_come_in_time() {
        Desk desk = asked(ALONE);
        tick(desk, 61);
        desk.label(0, "crowd", "w1", 1);
        desk.label(0, "crowd", "w2", 1);
        score(desk);

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        tick(desk, 62);
        assertThat(desk.open()).isEmpty();
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void after_three_times_its_time_an_expert_is_asked() {
        Desk desk = asked(EXPERTS);
        tick(desk, 61);
        tick(desk, 121);
        assertThat(desk.items("experts")).isEmpty();

        tick(desk, 181);
        desk.dispatch();

        assertThat(desk.task(0).state()).isEqualTo(TaskState.ADJUDICATE);
        assertThat(desk.items("experts")).containsExactly("i0");
        assertThat(desk.items("crowd")).hasSize(1);
        assertThat(desk.task(0).claims().get(0).end()).isEqualTo(Claim.End.EXPIRED);
    }

    @Test
    void without_an_expert_nobody_waits_any_more_and_what_comes_late_counts() {
        Desk desk = asked(ALONE);
        tick(desk, 61);
        tick(desk, 121);
        tick(desk, 181);

        assertThat(desk.task(0).state()).isEqualTo(TaskState.UNANSWERED);
        assertThat(desk.open()).isEmpty();
        Dispatch silent = desk.stage
                .dispatches()
                .get(desk.task(0).claims().get(0).dispatch())
                .orElseThrow();
        assertThat(silent.expiredLabels()).isEqualTo(2);
        assertThat(silent.overtime()).as("two deadlines more of each").isEqualTo(4);
        tick(desk, 1000);
        assertThat(desk.items("crowd")).hasSize(1);
        desk.label(0, "crowd", "w1", 1);
        score(desk);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).resolution().answer()).isEqualTo(1);
        assertThat(desk.task(0).resolution().by()).isEqualTo(Resolution.By.CROWD);
    }

    @Test
    void what_another_vendor_may_have_goes_to_that_in_time_and_both_answers_count() {
        Desk desk = asked(BESIDE_ANOTHER.replace("\"vendors\"", "\"routing\":\"cheapest\",\"vendors\""));
        String first = desk.task(0).claims().get(0).dispatch();

        tick(desk, 61);

        assertThat(desk.task(0).claims()).extracting(Claim::vendor).containsExactly("crowd", "second");
        assertThat(desk.stage.dispatches().get(first).orElseThrow().overtime()).isZero();
        desk.stage.labels().store(Samples.label("b", "i0", "crowd", "w1", OptionalInt.of(1), 1, first, Purpose.LABEL));
        desk.label(0, "second", "w1", 1);
        score(desk);
        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(desk.task(0).ballots()).hasSize(2);
    }

    @Test
    void a_label_that_is_stored_and_not_taken_in_yet_is_one_when_time_is_over() {
        Desk desk = asked(ALONE);
        desk.label(0, "crowd", "w1", 1);
        desk.label(0, "crowd", "w2", 1);
        tick(desk, 61);

        score(desk);

        assertThat(desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
        tick(desk, 62);
        assertThat(desk.open()).isEmpty();
        assertThat(desk.items("crowd")).hasSize(1);
    }

    @Test
    void its_money_stays_set_aside_as_long_as_it_is_waited_for() {
        Desk desk = asked(ALONE.replaceFirst("\\{", "{\"budget\":{\"dollars\":5,\"stop\":true},"));
        BudgetStore budgets = new BudgetStore(desk.stage.table());
        long held = budgets.of("b").held();

        tick(desk, 61);
        assertThat(budgets.of("b").held()).isEqualTo(held).isPositive();
        tick(desk, 121);
        tick(desk, 181);
        assertThat(budgets.of("b").held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_sweep_that_died_at_any_write_is_done_by_the_next_one(boolean before) {
        for (int at = 1; at <= 3; at++) {
            Desk dying = Desk.knowingNobody(ALONE);
            dying.people(0, 0.5);
            dying.people(1, 0.4);
            dying.dispatch();
            dying.label(0, "crowd", "w1", 1);
            score(dying);
            dying.stage.now = Stage.START.plusSeconds(61);
            Crash crash = before ? Crash.before(at) : Crash.after(at);
            try {
                dying.sweep(
                        dying.stage.now,
                        new Table(crash.around(DynamoDbClient.class, dying.stage.dynamo), dying.stage.name));
            } catch (Crash.Dead expected) {
                assertThat(dying.open()).hasSize(1);
            }
            dying.sweep(dying.stage.now);

            assertThat(dying.task(0).state()).as("part of its labels decide").isEqualTo(TaskState.OPEN);
            assertThat(dying.task(1).state()).isEqualTo(TaskState.CLAIMED);
            assertThat(dying.open())
                    .singleElement()
                    .extracting(Dispatch::deadline)
                    .isEqualTo(Stage.START.plusSeconds(120));
        }
    }
}
