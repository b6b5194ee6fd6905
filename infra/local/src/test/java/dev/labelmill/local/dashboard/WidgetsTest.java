package dev.labelmill.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.QueueDepth;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.telemetry.Range;
import dev.labelmill.local.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WidgetsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Telemetry telemetry = new Telemetry(() -> NOW.minusSeconds(1));

    @BeforeEach
    void queues() {
        telemetry.queue("intake", new QueueDepth(3, 2, 0));
        telemetry.queue("finish", new QueueDepth(8, 0, 0));
    }

    @Test
    void a_dot_is_the_same_as_above_and_three_dots_all_that_is_left_out() {
        JsonNode drawing = metric("""
                "stat": "Maximum", "metrics": [
                  ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "intake", {"label": "intake"}],
                  ["...", "finish", {"label": "finish", "color": "#123456", "yAxis": "right"}],
                  [".", "ApproximateNumberOfMessagesNotVisible", ".", "intake"]]""");

        assertThat(lasts(drawing)).containsExactly(3.0, 8.0, 2.0);
        assertThat(drawing.path("series").get(1).path("axis").asText()).isEqualTo("right");
        assertThat(drawing.path("series").get(1).path("color").asText()).isEqualTo("#123456");
        assertThat(drawing.path("series").get(2).path("label").asText())
                .isEqualTo("ApproximateNumberOfMessagesNotVisible");
        assertThat(drawing.path("series").get(2).path("unit").asText()).isEqualTo("Count");
    }

    @Test
    void an_expression_refers_to_rows_that_are_not_drawn() {
        JsonNode drawing = metric("""
                "stat": "Maximum", "metrics": [
                  ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "intake", {"id": "a", "visible": false}],
                  ["...", "finish", {"id": "b", "visible": false}],
                  [{"expression": "b - a", "id": "c", "label": "more"}]]""");

        assertThat(lasts(drawing)).containsExactly(5.0);
        assertThat(drawing.path("series").get(0).path("label").asText()).isEqualTo("more");
    }

    @Test
    void found_lines_are_called_by_what_tells_them_apart() {
        JsonNode drawing = metric("""
                "stat": "Maximum", "metrics": [
                  [{"expression": "SEARCH('{AWS/SQS,QueueName} MetricName=\\"ApproximateNumberOfMessagesVisible\\"', 'Maximum')",
                    "id": "q", "label": "queue"}],
                  [{"expression": "SEARCH('{AWS/SQS,QueueName} MetricName=\\"ApproximateNumberOfMessagesVisible\\"', 'Maximum')",
                    "id": "r", "label": "${PROP('Dim.QueueName')} has ${LAST}"}]]""");

        assertThat(labels(drawing)).containsExactly("queue finish", "queue intake", "finish has 8", "intake has 3");
    }

    @Test
    void a_table_shows_the_latest_value_and_what_is_asked_for() {
        JsonNode drawing = metric("""
                "view": "table", "table": {"summaryColumns": ["MAX"]}, "metrics": [
                  ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "intake"],
                  ["...", "nothing", {"label": "nothing"}]]""");

        assertThat(drawing.path("table").toString())
                .isEqualTo("{\"columns\":[\"Label\",\"Latest\",\"MAX\"],\"rows\":"
                        + "[[\"ApproximateNumberOfMessagesVisible\",3.0,3.0],[\"nothing\",null,null]]}");
    }

    @Test
    void axes_and_lines_across_are_as_in_the_body() {
        JsonNode drawing = metric("""
                "yAxis": {"left": {"min": 0, "label": "messages"}}, "metrics": [["AWS/SQS", "A"]],
                "annotations": {"horizontal": [{"label": "target", "value": 0.5}]}""");

        assertThat(drawing.path("yAxis").toString()).isEqualTo("{\"left\":{\"label\":\"messages\",\"min\":0}}");
        assertThat(drawing.path("annotations").toString()).isEqualTo("[{\"label\":\"target\",\"value\":0.5}]");
    }

    @Test
    void what_cannot_be_drawn_says_why_in_one_sentence() {
        assertThat(problem("\"metrics\": [[{\"expression\": \"1 + 1\", \"id\": \"e\"}]]"))
                .isEqualTo("The expression 1 + 1 gives one number, where CloudWatch draws time series only.");
        assertThat(problem("\"metrics\": [[{\"expression\": \"e + 1\", \"id\": \"e\"}]]"))
                .isEqualTo("The expression e refers to itself.");
        assertThat(problem("\"stat\": \"tm90\", \"metrics\": [[\"AWS/SQS\", \"A\"]]"))
                .isEqualTo("This page knows no statistic tm90.");
        assertThat(problem("\"metrics\": [[\"...\", \"A\"]]")).startsWith("A metric of the widget");
        assertThat(draw("{\"type\": \"explorer\", \"properties\": {}}")
                        .path("problem")
                        .asText())
                .isEqualTo("Widgets of type explorer are drawn by CloudWatch only.");
    }

    private String problem(String properties) {
        return metric(properties).path("problem").asText();
    }

    private JsonNode metric(String properties) {
        return draw("{\"type\": \"metric\", \"properties\": {" + properties + "}}");
    }

    private JsonNode draw(String widget) {
        Range range = Range.before(NOW, Duration.ofMinutes(1));
        return new Widgets(telemetry.metrics(), new LogResults(telemetry.logs(), () -> 0), range)
                .draw(Json.parse(widget.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }

    private static List<Double> lasts(JsonNode drawing) {
        return series(drawing)
                .map(line -> line.path("points")
                        .get(line.path("points").size() - 1)
                        .get(1)
                        .asDouble())
                .toList();
    }

    private static List<String> labels(JsonNode drawing) {
        return series(drawing).map(line -> line.path("label").asText()).toList();
    }

    private static Stream<JsonNode> series(JsonNode drawing) {
        return StreamSupport.stream(drawing.path("series").spliterator(), false);
    }
}
