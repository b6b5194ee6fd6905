package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.calibration.IsotonicConfidence;
import dev.labelmill.core.sampling.Candidate;
import dev.labelmill.core.sampling.UncertainDiverse;
import dev.labelmill.lambda.json.CurveForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A head whose confidences are calibrated by a curve, from its training to the scores that route items. */
class IsotonicHeadTest {

    private static final int ENOUGH = 220;
    private static final String ISOTONIC = "\"calibration\":\"isotonic\",";

    private final Stage stage = new Stage();

    private JsonNode model(String batch) {
        return TaughtBatches.json(
                stage.text(stage.batches().get(batch).orElseThrow().model()));
    }

    @Test
    void with_too_few_held_out_items_the_temperature_has_to_do_and_the_head_says_so() {
        new TaughtBatches(stage, TaughtBatches.PER_ROUND, ISOTONIC)
                .await("few", "demo", TaughtBatches.WORDS, "ham", "spam")
                .train("few");
        new TaughtBatches(stage)
                .await("plain", "other", TaughtBatches.WORDS, "ham", "spam")
                .train("plain");

        assertThat(model("few").has("calibration")).isFalse();
        assertThat(model("few").at("/trained/calibration").textValue()).isEqualTo("temperature");
        assertThat(model("few").at("/trained/calibrationNote").textValue()).contains("takes 200", "there are 40");
        assertThat(model("few").get("weights")).isEqualTo(model("plain").get("weights"));
        assertThat(model("plain").at("/trained/calibration").textValue()).isEqualTo("temperature");
        assertThat(model("plain").get("trained").has("calibrationNote")).isFalse();
    }

    @Test
    void the_curve_lies_in_the_head_and_calibrates_the_confidences_that_route_while_strategies_see_the_head_itself() {
        TaughtBatches taught = new TaughtBatches(stage, ENOUGH, ISOTONIC);
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam").train("b");
        IsotonicConfidence curve = CurveForm.read(model("b").get("calibration"));
        assertThat(model("b").at("/trained/calibration").textValue()).isEqualTo("isotonic");
        assertThat(curve.items()).isEqualTo(ENOUGH);
        new TaughtBatches(stage, ENOUGH, "")
                .await("plain", "other", TaughtBatches.WORDS, "ham", "spam")
                .train("plain");

        List<JsonNode> curved = scored("b", taught);
        List<JsonNode> plain = scored("plain", taught);

        assertThat(curved).hasSameSizeAs(plain).hasSizeGreaterThan(ENOUGH);
        for (int i = 0; i < curved.size(); i++) {
            double[] uncalibrated = distribution(plain.get(i));
            assertThat(distribution(curved.get(i))).containsExactly(curve.apply(uncalibrated), within(1e-6));
            assertThat(curved.get(i).get("s").doubleValue())
                    .isEqualTo(plain.get(i).get("s").doubleValue())
                    .isCloseTo(
                            new UncertainDiverse().score(Candidate.waiting("", uncalibrated, 0), null), within(1e-9));
        }
    }

    /** The items that wait, as pass 1 scores them for pass 2. */
    private List<JsonNode> scored(String batch, TaughtBatches taught) {
        List<String> lines = taught.lines();
        stage.bucket().write(Layout.waiting(batch, 0, 0), "application/gzip", out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                long offset = 0;
                for (int n = 0; n < lines.size(); n++) {
                    int length = lines.get(n).length() - 1;
                    if (n > ENOUGH) {
                        String line = "{\"o\":%d,\"l\":%d,\"id\":\"i%d\",\"s\":0,\"g\":0,\"k\":false}\n";
                        gzip.write(line.formatted(offset, length, n).getBytes(StandardCharsets.UTF_8));
                    }
                    offset += length + 1;
                }
            }
        });
        ChunkMessage message = new ChunkMessage(batch, 0, 1, Step.SCORE);
        assertThat(Events.failures(stage.services().prelabel().handle(Events.queued(List.of(message.toJson())))))
                .isZero();
        try (GZIPInputStream in = new GZIPInputStream(
                stage.bucket().open(Layout.scores(stage.chunks().get(batch, 0).orElseThrow(), 1)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(TaughtBatches::json)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] distribution(JsonNode line) {
        return new double[] {
            line.get("d").get(0).doubleValue(), line.get("d").get(1).doubleValue()
        };
    }

    @Test
    void a_curve_is_read_as_it_is_written() {
        IsotonicConfidence curve = new IsotonicConfidence(212, List.of(.5, .75), List.of(.25, 1.0));

        assertThat(CurveForm.read(CurveForm.write(curve))).isEqualTo(curve);
        assertThat(Json.write(CurveForm.write(curve)))
                .isEqualTo("{\"kind\":\"isotonic\",\"items\":212,\"confidences\":[0.5,0.75],\"shares\":[0.25,1.0]}");
    }
}
