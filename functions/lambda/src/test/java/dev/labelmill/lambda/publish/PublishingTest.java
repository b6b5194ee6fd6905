package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.Keys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private static final String AUDITED = Samples.SETTINGS.replace(
            "\"vendors\"", "\"audit\":{\"autoAccepted\":5,\"human\":5,\"confidence\":0.9},\"vendors\"");

    private final Stage stage = Stage.onServers();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The lines of batches. */
    private List<JsonNode> tick() {
        return tick(20, Map.of()).stream().filter(line -> line.has("batch")).toList();
    }

    private List<JsonNode> tick(int cap, Map<String, String> deadLetters) {
        out.reset();
        EmfLog log = new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> stage.now, bytes -> {});
        new Publishing(
                        stage.batches(),
                        stage.tallies(),
                        new BudgetStore(stage.table()),
                        new MetricHours(new HourStore(stage.table()), stage.meter),
                        new DeadLetters(stage.sqs, deadLetters),
                        log,
                        "test",
                        cap)
                .handle(Events.tick());
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private void tallied(String batch, Counters totals) {
        stage.tallies().add(Keys.batchTally(batch), "shard-1", Optional.empty(), BigInteger.ONE, totals, stage.now);
    }

    @Test
    void each_active_batch_is_one_line_with_its_dimensions() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));

        assertThat(tick())
                .extracting(line -> line.get("project").textValue() + " "
                        + line.get("stage").textValue() + " "
                        + line.get("batch").textValue())
                .containsExactly("demo test a", "demo test b");
    }

    @Test
    void figures_are_gauges_of_the_totals_so_far() {
        stage.batches().insert(Samples.labelling("a", AUDITED));
        tallied(
                "a",
                new Counters()
                        .add("items", 10)
                        .add("people", 10)
                        .add("tasks.human", 10)
                        .add("state.human.resolved", 4)
                        .add("labels.label", 9)
                        .add("money.label", 90_000_000)
                        .add("labels.audit", 2)
                        .add("money.audit", 200_000_000)
                        .add("audit.human.done", 2)
                        .add("audit.human.due", 1)
                        .add("auditErrors.human", 1)
                        .add("spent.score.lambda", 1500));

        JsonNode line = tick().get(0);

        assertThat(line.get("resolved").longValue()).isEqualTo(4);
        assertThat(line.get("backlog").longValue()).isEqualTo(7);
        assertThat(line.get("labels.label").longValue()).isEqualTo(9);
        assertThat(line.get("dollars.labour").decimalValue()).isEqualByComparingTo("0.09");
        assertThat(line.get("dollars.qualityControl").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(line.get("dollars.platform").decimalValue()).isEqualByComparingTo("0.0000015");
        assertThat(line.get("audits.done").longValue()).isEqualTo(2);
        assertThat(line.get("provisionalErrorBound").doubleValue()).isBetween(0.5, 1.0);
        assertThat(line.has("goldAccuracy")).isFalse();
    }

    /** Two tasks of two labels, one of them agreed on: half of the pairs; shares 3/4 and 1/4. */
    @Test
    void agreement_is_published_by_every_coefficient_that_the_counters_tell() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        tallied(
                "a",
                new Counters()
                        .add("units.2", 2)
                        .add("agree.2", 2)
                        .add("votes.2.0", 3)
                        .add("votes.2.1", 1));

        JsonNode line = tick().get(0);

        assertThat(line.get("observedAgreement").doubleValue()).isEqualTo(0.5);
        assertThat(line.get("fleissKappa").doubleValue()).isCloseTo(1 - 0.5 / 0.375, within(1e-12));
        assertThat(line.get("alpha").doubleValue()).isCloseTo(0, within(1e-12));
        assertThat(line.get("gwetAC1").doubleValue()).isCloseTo(1 - 0.5 / 0.625, within(1e-12));
    }

    @Test
    void a_batch_without_audits_publishes_no_bound() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));

        assertThat(tick().get(0).has("provisionalErrorBound")).isFalse();
    }

    @Test
    void how_many_batches_are_active_is_told_where_none_are_too_and_nothing_else_then() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        assertThat(activeBatches()).isEqualTo(2);

        stage.batches().update("a", batch -> batch.enter(Phase.DONE, stage.now));
        stage.batches().update("b", batch -> batch.enter(Phase.CANCELLED, stage.now));

        assertThat(activeBatches()).isZero();
        assertThat(tick(20, Map.of())).hasSize(1);
    }

    private int activeBatches() {
        JsonNode line = tick(20, Map.of()).stream()
                .filter(l -> l.has("batches.active"))
                .findFirst()
                .orElseThrow();
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString()).isEqualTo("[[\"stage\"]]");
        return line.get("batches.active").intValue();
    }

    @Test
    void beyond_the_cap_only_the_most_active_batches_have_metrics_and_the_project_has_the_sum_of_all() {
        for (String id : List.of("a", "b", "c")) {
            stage.batches().insert(Samples.labelling(id, Samples.SETTINGS));
        }
        tallied("a", new Counters().add("labels.label", 1).add("money.label", 10_000_000));
        tallied("b", new Counters().add("labels.label", 5).add("money.label", 50_000_000));
        tallied("c", new Counters().add("labels.label", 3).add("money.label", 30_000_000));
        stage.now = stage.now.plusSeconds(3600);

        List<JsonNode> lines = tick(2, Map.of());

        assertThat(lines.stream().filter(line -> line.has("batch")))
                .extracting(line -> line.get("batch").textValue())
                .containsExactly("b", "c");
        JsonNode project = lines.get(2);
        assertThat(project.at("/_aws/CloudWatchMetrics/0/Dimensions/0").toString())
                .isEqualTo("[\"project\",\"stage\"]");
        assertThat(project.get("batches").intValue()).isEqualTo(3);
        assertThat(project.get("labels").intValue()).isEqualTo(9);
        assertThat(project.get("dollars.labour").decimalValue()).isEqualByComparingTo("0.09");
        assertThat(project.get("labelsPerHour").doubleValue()).isCloseTo(9, within(1e-9));
        assertThat(project.get("batchesWithoutMetrics").toString()).isEqualTo("[\"a\"]");
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

    @Test
    void messages_that_failed_too_often_are_counted_by_queue_and_a_queue_that_is_gone_hides_no_other() {
        stage.sqs.sendMessage(b -> b.queueUrl(stage.finishQueue).messageBody("dead"));

        List<JsonNode> lines = tick(
                20, Map.of("finish", stage.finishQueue, "intake", stage.intakeQueue, "gone", stage.finishQueue + "x"));

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions/0").toString())
                    .isEqualTo("[\"stage\"]");
            assertThat(line.get("deadLetters.finish").intValue()).isEqualTo(1);
            assertThat(line.get("deadLetters.intake").intValue()).isZero();
            assertThat(line.has("deadLetters.gone")).isFalse();
        });
    }

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
}
