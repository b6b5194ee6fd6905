package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EmfEventTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static String written(EmfEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> NOW, bytes -> {}).write(event);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> documents(EmfEvent event) {
        return written(event)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<BigDecimal> times(int number) {
        return LongStream.rangeClosed(1, number).mapToObj(BigDecimal::valueOf).toList();
    }

    @Test
    void more_metrics_than_a_document_takes_are_several_documents_and_none_is_lost() {
        EmfEvent event = new EmfEvent().dimension("stage", "test").property("phase", "LABELLING");
        for (int i = 0; i < 250; i++) {
            event.count("m" + i, i);
        }

        List<JsonNode> documents = documents(event);

        assertThat(documents).hasSize(3).allSatisfy(document -> {
            assertThat(document.get("stage").textValue()).isEqualTo("test");
            assertThat(document.get("phase").textValue()).isEqualTo("LABELLING");
        });
        for (int i = 0; i < 250; i++) {
            assertThat(documents.get(i / 100).get("m" + i).intValue()).isEqualTo(i);
        }
        assertThat(documents.get(2).at("/_aws/CloudWatchMetrics/0/Metrics")).hasSize(50);
    }

    @Test
    void a_document_longer_than_a_log_event_is_cut() {
        EmfEvent event = new EmfEvent().property("p", "v".repeat(EmfEvent.MAX_BYTES - 110_000));
        for (int i = 0; i < 99; i++) {
            event.count("m" + i + "-" + "n".repeat(1000), i);
        }

        List<String> lines = written(event).lines().toList();

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(EmfEvent.MAX_BYTES));
        assertThat(lines.stream()
                        .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                        .mapToInt(document ->
                                document.at("/_aws/CloudWatchMetrics/0/Metrics").size())
                        .sum())
                .isEqualTo(99);
    }

    @Test
    void times_are_an_array_of_values() {
        JsonNode document = documents(new EmfEvent().dimension("d", "v").seconds("took", times(100)))
                .get(0);

        assertThat(document.get("took")).hasSize(100);
        assertThat(document.get("took").get(9).longValue()).isEqualTo(10);
        assertThat(document.at("/_aws/CloudWatchMetrics/0/Metrics/0/Unit").textValue())
                .isEqualTo("Seconds");
    }

    @Test
    void a_line_is_a_document_whose_definitions_all_have_their_values() {
        String line = written(new EmfEvent()
                .dimension("project", "demo")
                .dimension("batch", "b")
                .count("items", 12)
                .number("dollars.total", new BigDecimal("0.000000012")));

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n").contains("0.000000012");
        JsonNode document = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        assertThat(document.at("/_aws/Timestamp").longValue()).isEqualTo(NOW.toEpochMilli());
        JsonNode directive = document.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.get("Namespace").textValue()).isEqualTo("Labelmill");
        assertThat(directive.get("Dimensions"))
                .isEqualTo(Json.parse("[[\"project\",\"batch\"]]".getBytes(StandardCharsets.UTF_8)));
        assertThat(directive.at("/Dimensions/0"))
                .allSatisfy(name ->
                        assertThat(document.get(name.textValue()).isTextual()).isTrue());
        assertThat(directive.get("Metrics"))
                .hasSize(2)
                .allSatisfy(metric -> assertThat(
                                document.get(metric.get("Name").textValue()).isNumber())
                        .isTrue());
        assertThat(directive.at("/Metrics/0/Unit").textValue()).isEqualTo("Count");
    }

    @Test
    void a_number_that_does_not_exist_is_left_out_and_an_empty_event_is_no_line() {
        EmfEvent event = new EmfEvent().dimension("stage", "test").number("alpha", OptionalDouble.empty());

        assertThat(event.isEmpty()).isTrue();
        assertThat(written(event)).isEmpty();
    }

    @Test
    void what_cloudwatch_would_drop_is_refused() {
        EmfEvent wide = new EmfEvent();
        for (int i = 0; i < 30; i++) {
            wide.dimension("d" + i, "v");
        }

        assertThatThrownBy(() -> new EmfEvent().seconds("s", times(101))).hasMessageContaining("more values");
        assertThatThrownBy(() -> written(new EmfEvent().count("m", 1).property("p", "v".repeat(EmfEvent.MAX_BYTES))))
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> new EmfEvent().count("m", 1).property("m", "v"))
                .hasMessageContaining("is a metric or dimension already");
        assertThatThrownBy(() -> wide.dimension("one more", "v")).hasMessageContaining("too many");
        assertThatThrownBy(() -> new EmfEvent().dimension("d", "")).hasMessageContaining("no such value");
        assertThatThrownBy(() -> new EmfEvent().dimension("d", "ü")).hasMessageContaining("no such value");
        assertThatThrownBy(() -> new EmfEvent().dimension("d", "v".repeat(1025)))
                .hasMessageContaining("no such value");
        assertThatThrownBy(() -> new EmfEvent().dimension("n".repeat(251), "v")).hasMessageContaining("name");
        assertThatThrownBy(() -> new EmfEvent().dimension(":d", "v")).hasMessageContaining("name");
        assertThatThrownBy(() -> new EmfEvent().count("_aws", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmfEvent().dimension("d", "v").count("d", 1))
                .hasMessageContaining("dimension");
    }
}
