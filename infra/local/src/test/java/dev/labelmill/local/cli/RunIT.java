package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's command on both sample batches, with the packaged functions as processes. */
class RunIT {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    @TempDir
    private Path folder;

    @Test
    void digits_are_mostly_labelled_by_the_model_and_certified() throws IOException {
        JsonNode summary = run("digits");
        long items = summary.path("items").asLong();
        assertThat(items).isEqualTo(1597);
        assertThat(summary.path("autoAccepted").asLong()).isGreaterThanOrEqualTo(items * 30 / 100);
        assertThat(summary.path("labelsPerHumanItem").asDouble()).isLessThan(3);
        double bound = summary.path("errorBound").asDouble();
        assertThat(bound).isLessThanOrEqualTo(0.10);
        assertThat(1 - summary.path("accuracy").asDouble()).isLessThanOrEqualTo(bound);
        assertThat(summary.path("cost").path("total").decimalValue())
                .isEqualByComparingTo(summary.path("cost")
                        .path("labour")
                        .decimalValue()
                        .add(summary.path("cost").path("qualityControl").decimalValue())
                        .add(summary.path("cost").path("platform").decimalValue())
                        .add(summary.path("cost").path("model").decimalValue()));
        assertThat(summary.path("functions").properties()).hasSize(9).allSatisfy(function -> {
            assertThat(function.getValue().path("coldStartMillis").asLong()).isPositive();
            assertThat(function.getValue().path("peakKilobytes").asLong()).isPositive();
        });
        assertThat(summary.path("writeUnits").asLong()).isPositive();
    }

    @Test
    void birds_are_labelled_by_all_real_judgements() throws IOException {
        JsonNode summary = run("birds");
        assertThat(summary.path("labels").asLong()).isEqualTo(1510);
        assertThat(summary.path("autoAccepted").asLong()).isZero();
        assertThat(summary.path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.900);
        assertThat(summary.path("alpha").asDouble()).isCloseTo(0.8215, within(0.0005));
        assertThat(summary.path("errorBound").isNull()).isTrue();
    }

    private JsonNode run(String batch) throws IOException {
        Path summary = folder.resolve("out.json");
        Terminal terminal = labelmill("run", BATCHES.resolve(batch).toString(), "--summary", summary.toString());
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("certified error", "results");
        JsonNode json = Json.parse(Files.readAllBytes(summary));
        try (Stream<String> lines = Files.lines(Path.of(json.path("results").asText(), "labels.jsonl"))) {
            assertThat(lines).hasSize(json.path("items").asInt());
        }
        return json;
    }
}
