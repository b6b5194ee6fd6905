package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final ForgeryCounter forgeries = new ForgeryCounter(() -> now);
    private final DeliveryMetrics metrics = new DeliveryMetrics(
            forgeries,
            new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> now, bytes -> {}),
            "test",
            1);

    private static IncomingLabel label(String batch, long millis) {
        return new IncomingLabel(batch, "i", "d", "w", new LabelChange.Chosen("yes"), 1, millis, "m");
    }

    private List<JsonNode> written() {
        metrics.write();
        List<JsonNode> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        out.reset();
        return lines;
    }

    @Test
    void labels_are_told_by_verdict_and_their_seconds_by_batch() {
        metrics.count("demo", label("b", 4200), LabelIntake.Kept.STORED);
        metrics.count("demo", label("b", 4210), LabelIntake.Kept.STORED);
        metrics.count("demo", label("b", 9000), LabelIntake.Kept.CORRECTED);
        metrics.count("demo", label("b", 4200), LabelIntake.Kept.DUPLICATE);
        metrics.count("demo", label("b", 4200), new LabelIntake.Refused("no"));
        metrics.countUnusable();

        List<JsonNode> lines = written();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("webhook.accepted").intValue()).isEqualTo(2);
        assertThat(lines.get(0).get("webhook.corrected").intValue()).isEqualTo(1);
        assertThat(lines.get(0).get("webhook.repeated").intValue()).isEqualTo(1);
        assertThat(lines.get(0).get("webhook.unusable").intValue()).isEqualTo(2);
        JsonNode batch = lines.get(1);
        assertThat(batch.at("/_aws/CloudWatchMetrics/0/Dimensions/0").toString())
                .isEqualTo("[\"project\",\"stage\",\"batch\"]");
        assertThat(batch.get("secondsPerLabel").toString()).isEqualTo("[4.2,4.2]");
        assertThat(batch.get("labels.rejected").intValue()).isEqualTo(1);
    }

    @Test
    void a_burst_is_one_line_each_ten_seconds_and_loses_nothing() {
        metrics.count("demo", label("b", 1000), LabelIntake.Kept.STORED);
        assertThat(written()).hasSize(2);
        metrics.count("demo", label("b", 2000), LabelIntake.Kept.STORED);
        assertThat(written()).isEmpty();
        metrics.count("demo", label("b", 3000), LabelIntake.Kept.STORED);
        now = now.plusSeconds(10);

        List<JsonNode> lines = written();

        assertThat(lines.get(0).get("webhook.accepted").intValue()).isEqualTo(2);
        assertThat(lines.get(1).get("secondsPerLabel").toString()).isEqualTo("[2,3]");
    }

    @Test
    void more_values_than_a_document_takes_are_told_at_once() {
        for (int digits = 10; digits < 99; digits++) {
            metrics.count("demo", label("b", digits * 100L), LabelIntake.Kept.STORED);
            metrics.count("demo", label("b", digits * 10_000L), LabelIntake.Kept.STORED);
        }

        now = now.plusSeconds(10);
        List<JsonNode> seconds =
                written().stream().filter(line -> line.has("secondsPerLabel")).toList();

        assertThat(seconds.stream()
                        .mapToInt(line -> line.get("secondsPerLabel").size())
                        .sum())
                .isEqualTo(2 * 89);
        assertThat(seconds)
                .allSatisfy(
                        line -> assertThat(line.get("secondsPerLabel").size()).isLessThanOrEqualTo(100));
    }

    @Test
    void batches_beyond_the_cap_are_told_under_their_project() {
        metrics.count("demo", label("b", 1000), LabelIntake.Kept.STORED);
        metrics.count("demo", label("c", 1000), LabelIntake.Kept.STORED);

        JsonNode second = written().get(2);

        assertThat(second.at("/_aws/CloudWatchMetrics/0/Dimensions/0").toString())
                .isEqualTo("[\"project\",\"stage\"]");
        assertThat(second.get("batch").textValue()).isEqualTo("c");
    }

    @Test
    void forgeries_are_told_at_once_by_reason_and_together() {
        metrics.count("demo", label("b", 1000), LabelIntake.Kept.STORED);
        written();
        forgeries.count(Reason.STALE);
        forgeries.count(Reason.WRONG_SIGNATURE);
        forgeries.count(Reason.WRONG_SIGNATURE);

        assertThat(written()).singleElement().satisfies(line -> {
            assertThat(line.get("webhook.refused.STALE").intValue()).isEqualTo(1);
            assertThat(line.get("webhook.refused.WRONG_SIGNATURE").intValue()).isEqualTo(2);
            assertThat(line.get("webhook.refused").intValue()).isEqualTo(3);
        });
    }

    @Test
    void a_flood_of_forgeries_is_told_by_one_line_in_ten_seconds_and_none_is_lost() {
        for (int i = 0; i < 1000; i++) {
            forgeries.count(Reason.WRONG_SIGNATURE);
            assertThat(written()).hasSize(i == 0 ? 1 : 0);
        }
        now = now.plusSeconds(10);
        forgeries.count(Reason.STALE);

        assertThat(written()).singleElement().satisfies(line -> {
            assertThat(line.get("webhook.refused.WRONG_SIGNATURE").intValue()).isEqualTo(999);
            assertThat(line.get("webhook.refused").intValue()).isEqualTo(1000);
        });
    }

    @Test
    void forgeries_that_are_untold_when_they_end_are_told_by_the_next_request_that_is_none() {
        forgeries.count(Reason.STALE);
        written();
        forgeries.count(Reason.STALE);
        assertThat(written()).isEmpty();
        now = now.plusSeconds(3600);
        metrics.count("demo", label("b", 1000), LabelIntake.Kept.STORED);

        assertThat(written().get(0).get("webhook.refused").intValue()).isEqualTo(1);
    }
}
