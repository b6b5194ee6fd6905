package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private static final String AUDITED = Samples.SETTINGS.replace(
            "\"vendors\"", "\"audit\":{\"autoAccepted\":5,\"human\":5,\"confidence\":0.9},\"vendors\"");

    private final Stage stage = new Stage();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private List<JsonNode> tick() {
        EmfLog log = new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> stage.now);
        new Publishing(stage.batches(), stage.tallies(), new BatchMetrics(log, "test")).handle(Events.tick());
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
                        .add("spent.score", 1500));

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
    void nothing_active_is_nothing_written() {
        assertThat(tick()).isEmpty();
    }
}
