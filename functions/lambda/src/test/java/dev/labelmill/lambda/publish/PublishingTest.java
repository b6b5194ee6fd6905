package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.stage.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishingTest extends PublishDesk {

    private static final String AUDITED = Samples.SETTINGS.replace(
            "\"vendors\"", "\"audit\":{\"autoAccepted\":5,\"human\":5,\"confidence\":0.9},\"vendors\"");

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
}
