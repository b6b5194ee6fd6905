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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EmfEventTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static String written(EmfEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new EmfLog(new PrintStream(out, true, StandardCharsets.UTF_8), () -> NOW).write(event);
        return out.toString(StandardCharsets.UTF_8);
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
        EmfEvent full = new EmfEvent();
        for (int i = 0; i < 100; i++) {
            full.count("m" + i, i);
        }
        EmfEvent wide = new EmfEvent();
        for (int i = 0; i < 30; i++) {
            wide.dimension("d" + i, "v");
        }

        assertThatThrownBy(() -> full.count("one more", 1)).hasMessageContaining("too many");
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

    @Test
    void counts_beyond_the_cap_are_summed_so_that_strangers_cannot_buy_metrics() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("rare", 1L);
        counts.put("common", 9L);
        counts.put("rarer", 1L);
        counts.put("some", 4L);

        JsonNode document = EmfEvent.ofCounts("refused.", counts, 2).toJson("Labelmill", NOW);

        assertThat(document.get("refused.common").longValue()).isEqualTo(9);
        assertThat(document.get("refused.some").longValue()).isEqualTo(4);
        assertThat(document.get("refused.other").longValue()).isEqualTo(2);
        assertThat(document.has("refused.rare")).isFalse();
    }

    @Test
    void counts_within_the_cap_have_no_others() {
        assertThat(written(EmfEvent.ofCounts("refused.", Map.of("stale", 3L), 10)))
                .contains("\"refused.stale\":3")
                .doesNotContain("other");
        assertThat(EmfEvent.ofCounts("refused.", Map.of(), 10).isEmpty()).isTrue();
    }
}
