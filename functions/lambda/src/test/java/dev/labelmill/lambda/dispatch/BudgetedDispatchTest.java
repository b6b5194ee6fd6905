package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.DailyLimit.CENT;
import static dev.labelmill.lambda.dispatch.DailyLimit.LIMIT;
import static dev.labelmill.lambda.dispatch.DailyLimit.SETTINGS;
import static dev.labelmill.lambda.dispatch.DailyLimit.budgets;
import static dev.labelmill.lambda.dispatch.DailyLimit.today;
import static dev.labelmill.lambda.dispatch.DailyLimit.twentyWait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Need;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What dispatches buy of a batch with a limit of eleven cents a day. */
class BudgetedDispatchTest {

    private final Desk desk = new Desk(SETTINGS);

    @Test
    void the_first_tasks_that_the_limit_pays_for_go_out_and_the_next_ones_on_the_next_day() {
        twentyWait(desk);

        desk.dispatch();
        desk.dispatch();

        assertThat(desk.items("crowd")).containsExactlyInAnyOrder("i19", "i18", "i17", "i16", "i15", "i14");
        assertThat(today(desk)).isEqualTo(new Account(LIMIT, LIMIT));

        desk.stage.now = Stage.START.plus(Duration.ofDays(1));
        desk.dispatch();

        assertThat(desk.items("crowd")).hasSize(12).contains("i13", "i8");
        assertThat(today(desk)).isEqualTo(new Account(LIMIT, LIMIT));
        assertThat(budgets(desk).of("b")).isEqualTo(new Account(2 * LIMIT, 2 * LIMIT));
    }

    @Test
    void experts_are_served_before_the_crowd_and_what_they_leave_goes_to_whoever_it_pays() {
        desk.audit(0);
        desk.people(1, 0.9);

        desk.dispatch();

        assertThat(desk.items("experts")).containsExactly("i0");
        assertThat(desk.lines("crowd"))
                .as("it wants two labels at a cent, and one is left")
                .singleElement()
                .satisfies(line -> assertThat(line.path("labels").asInt()).isEqualTo(1));
        assertThat(today(desk)).isEqualTo(new Account(LIMIT, LIMIT));
    }

    @Test
    void with_the_rest_of_a_days_money_fewer_labels_are_asked_for_and_with_the_next_days_the_others() {
        twentyWait(desk);

        desk.dispatch();
        desk.dispatch();

        assertThat(desk.lines("crowd"))
                .filteredOn(line -> line.path("labels").asInt() == 1)
                .singleElement()
                .satisfies(line -> assertThat(line.path("task").asText()).isEqualTo("i14"));
        assertThat(today(desk)).isEqualTo(new Account(LIMIT, LIMIT));

        desk.label(14, "crowd", "w1", 1);
        desk.hear(14);
        assertThat(desk.task(14).need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
        desk.stage.now = Stage.START.plus(Duration.ofDays(1));
        desk.dispatch();

        assertThat(desk.lines("crowd"))
                .filteredOn(line -> line.path("task").asText().equals("i14"))
                .extracting(line -> line.path("labels").asInt() + " " + line.path("exclude"))
                .containsExactlyInAnyOrder("1 []", "1 [\"w1\"]");
    }

    @Test
    void whoever_can_be_asked_about_an_item_once_only_is_asked_for_all_its_labels_on_the_next_day() {
        Desk once = new Desk(SETTINGS.replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"format\":\"argilla\""));
        IntStream.range(0, 20).forEach(i -> once.people(i, i / 20.0));

        once.dispatch();
        once.dispatch();

        assertThat(once.task(15).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.labels()).isEqualTo(2));
        assertThat(once.task(14).claims()).isEmpty();
        assertThat(today(once)).isEqualTo(new Account(10 * CENT, 10 * CENT));

        Desk last = new Desk(SETTINGS.replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"format\":\"argilla\"")
                .replace("\"dollarsPerDay\":0.11", "\"dollars\":0.11,\"stop\":true"));
        IntStream.range(0, 20).forEach(i -> last.people(i, i / 20.0));

        last.dispatch();
        last.dispatch();

        assertThat(last.task(14).claims())
                .as("there is no other day's money")
                .singleElement()
                .satisfies(claim -> assertThat(claim.labels()).isEqualTo(1));
    }

    @Test
    void tasks_that_nobody_takes_hide_none_that_the_last_cent_buys_a_part_of() {
        IntStream.range(0, 12).forEach(i -> {
            desk.people(i, 0.9);
            desk.stage
                    .tasks()
                    .update(
                            "b",
                            "i" + i,
                            desk.batch().settings().slices(),
                            task -> task.claim("d-refused", "crowd", false).refuse("d-refused"));
        });
        IntStream.range(12, 20).forEach(i -> desk.people(i, 0.5 - i / 100.0));

        desk.dispatch();

        assertThat(desk.lines("crowd"))
                .extracting(line ->
                        line.path("task").asText() + " " + line.path("labels").asInt())
                .containsExactlyInAnyOrder("i12 2", "i13 2", "i14 2", "i15 2", "i16 2", "i17 1");
    }

    @Test
    void whoever_dies_before_a_task_is_claimed_in_part_claims_no_more_of_it_afterwards() {
        desk.people(0, 0.5);
        Batch batch = desk.batch();
        Dispatch died = Dispatch.claiming("d-died", "b", "crowd", List.of("i0"), Stage.START.plusSeconds(60))
                .inPart(Optional.of(new Dispatch.Part("i0", 1)));
        desk.reservations().open(batch, batch.settings().vendor("crowd").orElseThrow(), died, 1, 0);

        desk.dispatch();

        assertThat(desk.lines("crowd"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("labels").asInt()).isEqualTo(1));
        assertThat(today(desk)).isEqualTo(new Account(CENT, CENT));
    }

    @Test
    void the_last_cent_buys_the_first_task_by_priority_that_it_pays_for() {
        desk.people(10, 0.01);
        desk.people(11, 0.02);
        desk.dispatch();
        desk.disagree(10);
        desk.disagree(11);
        IntStream.range(0, 5).forEach(i -> desk.people(i, 0.5 + i / 20.0));

        desk.dispatch();
        desk.dispatch();

        assertThat(desk.items("crowd"))
                .as(
                        "three of two labels, and with the cent that is left the more urgent of those that want one label more")
                .containsExactlyInAnyOrder("i10", "i11", "i4", "i3", "i2", "i11");
        assertThat(today(desk)).isEqualTo(new Account(11 * CENT, 11 * CENT));
    }

    @Test
    void what_a_vendor_let_expire_is_free_for_others_on_the_same_day() {
        twentyWait(desk);
        desk.dispatch();
        desk.stage.now = Stage.START.plusSeconds(61);

        desk.sweep(desk.stage.now);
        assertThat(today(desk)).isEqualTo(Account.EMPTY);
        desk.dispatch();

        assertThat(desk.lines("crowd")).hasSize(12);
        assertThat(today(desk)).isEqualTo(new Account(LIMIT, LIMIT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"FAILED", "CANCELLED"})
    void what_is_set_aside_for_a_batch_that_ends_before_its_time_is_free_and_nothing_is_bought_for_it(Phase end) {
        twentyWait(desk);
        desk.dispatch();
        desk.label(19, "crowd", "w1", 1);
        Batch before = desk.batch();
        assertThat(today(desk).held()).isEqualTo(LIMIT);

        desk.stage.batches().update("b", batch -> batch.enter(end, desk.stage.now));
        desk.tally();
        desk.tally();

        assertThat(today(desk).held()).isZero();
        assertThat(budgets(desk).of("b").held()).isZero();
        Dispatch late = Dispatch.claiming("d-late", "b", "crowd", List.of("i0"), Stage.START.plusSeconds(60));
        assertThat(desk.reservations()
                        .open(before, before.settings().vendor("crowd").orElseThrow(), late, 1, 0))
                .isFalse();
    }

    @Test
    void a_batch_without_limits_has_no_row_of_money() {
        Desk plain = new Desk(Samples.SETTINGS);
        plain.people(0, 0.5);

        plain.dispatch();

        assertThat(plain.lines("crowd")).hasSize(1);
        assertThat(plain.stage.rows()).noneMatch(row -> row.pk().startsWith("BUDGET#"));
    }
}
