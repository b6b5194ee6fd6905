package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.tally.Counters;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The metric that the alarm of a batch that stands still watches, whose own window is minutes. */
class StalledBatchTest {

    private final Stage stage = Stage.inMemory();
    private int tallied;

    /** Ten tasks of people's, of which so many are answered by as many labels. */
    private void tallied(Counters totals) {
        stage.tallies()
                .add(Keys.batchTally("a"), "shard-" + ++tallied, Optional.empty(), BigInteger.ONE, totals, stage.now);
    }

    private void labelling() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        tallied(new Counters().add("items", 10).add("people", 10).add("tasks.human", 10));
    }

    private int stalled() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EmfLog log = new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> stage.now, bytes -> {});
        new Publishing(
                        stage.batches(),
                        stage.tallies(),
                        new BudgetStore(stage.table()),
                        new MetricHours(new HourStore(stage.table()), stage.meter),
                        new DeadLetters(stage.sqs, Map.of()),
                        log,
                        "test",
                        20)
                .handle(Events.tick());
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> line.has("batch"))
                .map(line -> line.get("stalled"))
                .mapToInt(JsonNode::intValue)
                .sum();
    }

    private int afterHours(int hours) {
        int last = 0;
        for (int i = 0; i < hours; i++) {
            stage.now = stage.now.plus(Duration.ofHours(1));
            last = stalled();
        }
        return last;
    }

    @Test
    void a_night_without_a_label_is_nothing_and_a_day_is() {
        labelling();
        stalled();

        assertThat(afterHours(23)).isZero();
        assertThat(afterHours(1)).isOne();

        tallied(new Counters().add("labels.label", 1));
        assertThat(afterHours(1)).as("it goes on").isZero();
    }

    @Test
    void the_day_is_one_in_which_people_were_asked() {
        labelling();
        stalled();
        afterHours(20);
        stage.batches().update("a", batch -> batch.enter(Phase.AUDITING, stage.now));
        stalled();

        assertThat(afterHours(23)).isZero();
        assertThat(afterHours(1)).isOne();
    }

    @Test
    void a_batch_in_which_nothing_waits_stands_still_for_no_want_of_labels() {
        labelling();
        tallied(new Counters().add("state.human.resolved", 10));
        stalled();

        assertThat(afterHours(30)).isZero();
    }
}
