package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.Keys;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a batch by the hour, and what its hours cost. */
class PublishedHoursTest extends PublishDesk {

    @Test
    void an_hour_of_a_batchs_metrics_is_charged_once_however_often_they_are_published() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        HourStore hours = new HourStore(stage.table());

        tick();
        tick();
        stage.now = stage.now.plusSeconds(600);
        tick();

        long metrics = hours.of("a").get(0).metrics();
        assertThat(metrics).isGreaterThan(20);
        assertThat(hours.of("a"))
                .singleElement()
                .satisfies(hour ->
                        assertThat(hour.spent().byKind().get("metrics")).isEqualTo(metrics * 410_958_904 / 1000));

        tallied("a", new Counters().add("goldRight", 1).add("ballots.gold", 1).add("millis.gold", 7));
        tick();

        assertThat(hours.of("a")).singleElement().satisfies(hour -> {
            assertThat(hour.metrics()).isEqualTo(metrics + 2);
            assertThat(hour.spent().byKind().get("metrics")).isEqualTo((metrics + 2) * 410_958_904 / 1000);
        });

        stage.now = stage.now.plusSeconds(3600);
        tick();

        assertThat(hours.of("a")).hasSize(2);
    }

    @Test
    void from_the_second_hour_on_rates_are_those_since_the_hour_before_began() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        tallied("a", new Counters().add("labels.label", 100));
        stage.now = stage.now.plusSeconds(1800);
        assertThat(tick().get(0).get("labelsPerHour").doubleValue()).isCloseTo(200, within(1e-9));

        stage.tallies()
                .add(
                        Keys.batchTally("a"),
                        "shard-2",
                        Optional.empty(),
                        BigInteger.ONE,
                        new Counters().add("labels.label", 30),
                        stage.now);
        stage.now = stage.now.plusSeconds(3600);

        assertThat(tick().get(0).get("labelsPerHour").doubleValue()).isCloseTo(30, within(1e-9));
    }

    @Test
    void a_batch_whose_results_are_being_written_is_left_to_the_function_that_writes_them() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS).enter(Phase.FINISHING, Stage.START));

        assertThat(tick()).isEmpty();
        assertThat(new HourStore(stage.table()).of("a")).isEmpty();
    }

    @Test
    void nothing_is_added_to_a_batch_that_has_ended_since_it_was_listed() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS).enter(Phase.DONE, Stage.START));

        assertThat(stage.batches().active()).containsExactly("a");
        assertThat(tick()).isEmpty();
        assertThat(new HourStore(stage.table()).of("a")).isEmpty();
    }

    @Test
    void rates_and_times_follow_from_the_totals_since_the_upload() {
        stage.batches()
                .insert(
                        Samples.labelling(
                                "a",
                                Samples.SETTINGS.replace(
                                        "\"vendors\"",
                                        "\"budget\":{\"dollars\":1.5,\"dollarsPerItem\":0.02,\"dollarsPerDay\":1},\"vendors\"")));
        tallied(
                "a",
                new Counters()
                        .add("items", 40)
                        .add("autoAccepted", 30)
                        .add("people", 10)
                        .add("tasks.human", 10)
                        .add("state.human.resolved", 4)
                        .add("labels.label", 8)
                        .add("money.label", 680_000_000));
        new BudgetStore(stage.table())
                .open(
                        Dispatch.claiming("d-1", "a", "crowd", List.of("i0"), stage.now),
                        Reservation.of("a", "d-1", LocalDate.ofInstant(stage.now, ZoneOffset.UTC), 50_000_000, 5),
                        stage.batches()
                                .get("a")
                                .orElseThrow()
                                .settings()
                                .budget()
                                .limits());
        stage.now = stage.now.plusSeconds(1800);

        JsonNode line = tick().get(0);

        assertThat(line.get("labelsPerHour").doubleValue()).isCloseTo(16, within(1e-9));
        assertThat(line.get("itemsPerDay").doubleValue()).isCloseTo(34 * 48, within(1e-6));
        assertThat(line.get("eta").doubleValue()).isCloseTo(1800.0 * 6 / 4, within(1e-6));
        assertThat(line.get("oldestTaskAge").doubleValue()).isCloseTo(1800, within(1e-6));
        assertThat(line.get("stalled").intValue()).isZero();
        assertThat(line.get("dollarsPerHour").decimalValue()).isEqualByComparingTo("1.36");
        assertThat(line.get("dollarsPerItem").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(line.get("dollarsPerItem.target").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(line.get("dollars.budgetLeft").decimalValue()).isEqualByComparingTo("0.82");
        assertThat(line.get("budget.used").decimalValue()).isEqualByComparingTo("45.33");
        assertThat(line.get("budget.usedToday").decimalValue()).isEqualByComparingTo("25");
        assertThat(line.get("autoAcceptShare").doubleValue()).isEqualTo(0.75);
        assertThat(line.get("phase").textValue()).isEqualTo("LABELLING");
    }
}
