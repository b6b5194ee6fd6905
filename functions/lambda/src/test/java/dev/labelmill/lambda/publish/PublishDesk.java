package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.Keys;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches whose metrics publish tells. */
abstract class PublishDesk {

    final Stage stage = Stage.onServers();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The lines of batches. */
    List<JsonNode> tick() {
        return tick(20, Map.of()).stream().filter(line -> line.has("batch")).toList();
    }

    List<JsonNode> tick(int cap, Map<String, String> deadLetters) {
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

    void tallied(String batch, Counters totals) {
        stage.tallies().add(Keys.batchTally(batch), "shard-1", Optional.empty(), BigInteger.ONE, totals, stage.now);
    }
}
