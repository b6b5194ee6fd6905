package dev.labelmill.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Telemetry telemetry = new Telemetry(() -> NOW);
    private final Dashboards dashboards = new Dashboards(telemetry, () -> NOW);

    @Test
    void the_deployed_dashboards_are_listed_with_the_batches_that_have_metrics() {
        publish("digits", 10, "\"items\":7");
        publish("birds", 10, "\"items\":7");

        JsonNode list = dashboards.list();

        assertThat(list.findValuesAsText("name")).containsExactly("overview", "batch", "operations");
        assertThat(list.get(0).path("title").asText()).isEqualTo("Labelmill, overview");
        assertThat(list.get(1).path("variables").get(0).path("id").asText()).isEqualTo("batch");
        assertThat(list.get(1).path("variables").get(0).path("values"))
                .map(JsonNode::asText)
                .containsExactly("birds", "digits");
    }

    @Test
    void no_widget_of_the_deployed_dashboards_has_a_problem() {
        publish("digits", 10, "\"items\":7");

        for (String name : Dashboards.NAMES) {
            JsonNode drawing = dashboards.draw(name, Map.of(), Duration.ofMinutes(10));

            assertThat(drawing.path("widgets"))
                    .isNotEmpty()
                    .allSatisfy(widget -> assertThat(widget.has("problem"))
                            .as(widget.path("title").asText() + ": " + widget.path("problem"))
                            .isFalse());
        }
    }

    @Test
    void the_chosen_batch_alone_is_drawn() {
        publish("digits", 10, "\"items\":7");
        publish("birds", 10, "\"items\":90");

        JsonNode funnel = widget("batch", Map.of("batch", "digits"), "Funnel");

        JsonNode items = funnel.path("series").get(0);
        assertThat(items.path("label").asText()).isEqualTo("Items");
        assertThat(items.path("points")).hasSize(1);
        assertThat(items.path("points").get(0).get(1).asDouble()).isEqualTo(7);
    }

    @Test
    void the_first_batch_is_drawn_when_none_is_chosen() {
        publish("digits", 10, "\"items\":7");
        publish("birds", 10, "\"items\":90");

        JsonNode funnel = widget("batch", Map.of(), "Funnel");

        assertThat(funnel.path("series").get(0).path("points").get(0).get(1).asDouble())
                .isEqualTo(90);
    }

    @Test
    void batches_are_lines_named_after_them() {
        publish("digits", 20, "\"dollarsPerItem\":0.05");
        publish("birds", 10, "\"dollarsPerItem\":0.02");

        JsonNode cost = widget("overview", Map.of(), "Dollars per accepted item, and target");

        List<String> labels = new ArrayList<>();
        cost.path("series").forEach(series -> labels.add(series.path("label").asText()));
        assertThat(labels).containsExactly("birds", "digits");
        assertThat(cost.path("yAxis").path("left").path("label").asText()).isEqualTo("dollars");
    }

    @Test
    void a_finished_batch_keeps_counting_in_the_money_spent() {
        publish("digits", 300, "\"dollars.labour\":4.0");
        publish("birds", 10, "\"dollars.labour\":1.5");

        JsonNode money = widget("overview", Map.of(), "Dollars spent so far, by kind");

        JsonNode labour = money.path("series").get(0).path("points");
        assertThat(labour.get(labour.size() - 1).get(1).asDouble()).isEqualTo(5.5);
    }

    @Test
    void a_table_of_batches_comes_from_the_log() {
        publish("digits", 20, "\"items\":7,\"dollars.total\":1.25");
        publish("digits", 10, "\"items\":9,\"dollars.total\":1.5");

        JsonNode table = widget("overview", Map.of(), "Batches").path("table");

        assertThat(table.path("columns")).map(JsonNode::asText).startsWith("Project", "Batch", "Items");
        assertThat(table.path("rows")).singleElement().satisfies(row -> {
            assertThat(row.get(1).asText()).isEqualTo("digits");
            assertThat(row.get(2).asDouble()).isEqualTo(9);
        });
    }

    @Test
    void a_widget_of_what_only_aws_knows_says_so() {
        assertThat(widget("operations", Map.of(), "Age of the stream's records")
                        .path("unknown")
                        .asText())
                .startsWith("AWS measures");
        assertThat(widget("operations", Map.of(), "Table").path("unknown").asText())
                .startsWith("AWS counts");
        assertThat(widget("operations", Map.of(), "Invocations").has("unknown")).isFalse();
    }

    @Test
    void an_unknown_dashboard_is_refused() {
        assertThatThrownBy(() -> dashboards.draw("money", Map.of(), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no dashboard money");
    }

    private JsonNode widget(String dashboard, Map<String, String> variables, String title) {
        for (JsonNode widget :
                dashboards.draw(dashboard, variables, Duration.ofMinutes(10)).path("widgets")) {
            if (widget.path("title").asText().equals(title)) {
                return widget;
            }
        }
        throw new AssertionError("no widget " + title);
    }

    /** A line such as publish prints it, {@code secondsAgo}. */
    private void publish(String batch, int secondsAgo, String metrics) {
        StringBuilder names = new StringBuilder();
        for (String metric : metrics.split(",")) {
            names.append(names.isEmpty() ? "" : ",")
                    .append("{\"Name\":")
                    .append(metric.split(":")[0])
                    .append('}');
        }
        telemetry.printed(
                "publish",
                "{\"_aws\":{\"Timestamp\":" + NOW.minusSeconds(secondsAgo).toEpochMilli()
                        + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Labelmill\",\"Dimensions\":[[\"project\",\"stage\",\"batch\"]],"
                        + "\"Metrics\":[" + names + "]}]},\"project\":\"samples\",\"stage\":\"local\",\"batch\":\""
                        + batch
                        + "\"," + metrics + "}");
    }
}
