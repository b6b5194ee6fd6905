package dev.labelmill.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.publish.MetricScope;
import dev.labelmill.local.cloud.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bodies against "Dashboard body structure and syntax" of CloudWatch's API reference, and against what is published. */
class DashboardBodiesTest {

    /** A whole name, several of them, or a word of some. */
    private static final Pattern NAMED =
            Pattern.compile("MetricName=(?:\"[\\w.]+\"|\\(\"[\\w.]+\"(?: OR \"[\\w.]+\")*\\)|(\\w+))");

    private static final int WORD = 1;
    private static final Pattern QUOTED = Pattern.compile("\"([\\w.]+)\"");
    private static final Pattern LATEST = Pattern.compile("latest\\(`?([\\w.]+)`?\\)");
    private static final Pattern SCHEMA = Pattern.compile("(?<!\\$)\\{([\\w/]+(?:,\\w+)*)}");
    private static final Pattern ID = Pattern.compile("[a-z]\\w*");
    private static final int GRID = 24;
    private static final int MOST_BYTES = 22_000;

    private static final Map<String, Set<String>> AWS = Map.of(
            "AWS/Lambda,FunctionName", names("Invocations Errors Throttles Duration ConcurrentExecutions IteratorAge"),
            "AWS/SQS,QueueName", names("ApproximateNumberOfMessagesVisible ApproximateAgeOfOldestMessage"),
            "AWS/DynamoDB,TableName",
                    names(
                            "ReadThrottleEvents WriteThrottleEvents ConsumedReadCapacityUnits ConsumedWriteCapacityUnits"),
            "AWS/Logs,LogGroupName", names("EMFValidationErrors"));

    static Stream<String> bodies() {
        return Dashboards.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void widgets_lie_on_the_grid_and_do_not_overlap(String name) throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode widget : body(name).path("widgets")) {
            int x = widget.path("x").asInt(-1);
            int width = widget.path("width").asInt();
            assertThat(x).isBetween(0, GRID - 1);
            assertThat(x + width).isBetween(1, GRID);
            for (int column = x; column < x + width; column++) {
                for (int row = 0; row < widget.path("height").asInt(); row++) {
                    assertThat(taken.add(column + "," + (widget.path("y").asInt() + row)))
                            .as(widget.path("properties").path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void widgets_have_what_their_type_requires(String name) throws IOException {
        for (JsonNode widget : body(name).path("widgets")) {
            JsonNode properties = widget.path("properties");
            switch (widget.path("type").asText()) {
                case "text" ->
                    assertThat(properties.properties())
                            .extracting(Map.Entry::getKey)
                            .containsExactly("markdown");
                case "metric" -> {
                    assertThat(properties.path("region").asText()).isEqualTo("${AWS::Region}");
                    assertThat(properties.path("metrics")).isNotEmpty();
                    assertThat(properties.path("period").asInt() % 60).isZero();
                    assertThat(properties.path("view").asText())
                            .isIn("timeSeries", "singleValue", "gauge", "bar", "pie", "table");
                }
                case "log" -> {
                    assertThat(properties.path("region").asText()).isEqualTo("${AWS::Region}");
                    assertThat(properties.path("query").asText()).startsWith("SOURCE '/aws/lambda/${StackName}-");
                    assertThat(properties.path("view").asText()).isIn("table", "timeSeries", "bar", "pie");
                }
                default -> throw new AssertionError("a widget of type " + widget.path("type"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void rows_have_ids_of_their_own_that_begin_with_a_small_letter(String name) throws IOException {
        for (JsonNode widget : body(name).path("widgets")) {
            List<String> ids = new ArrayList<>();
            widget.path("properties")
                    .path("metrics")
                    .forEach(row -> row.forEach(part -> {
                        if (part.has("id")) {
                            ids.add(part.path("id").asText());
                        }
                    }));
            assertThat(ids)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> ID.matcher(id).matches());
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void every_metric_is_one_that_is_published(String name) throws IOException {
        JsonNode body = body(name);
        for (JsonNode widget : body.path("widgets")) {
            String namespace = "";
            for (JsonNode row : widget.path("properties").path("metrics")) {
                JsonNode expression = row.get(row.size() - 1).path("expression");
                if (expression.isTextual()) {
                    assertSearchesArePublished(expression.asText());
                } else if (!row.get(0).asText().startsWith(".")) {
                    namespace = row.get(0).asText() + "," + row.get(2).asText();
                    assertThat(AWS.get(namespace)).contains(row.get(1).asText());
                } else if (row.get(0).asText().equals(".")) {
                    assertThat(AWS.get(namespace)).contains(row.get(1).asText());
                }
            }
        }
        body.path("variables")
                .forEach(variable ->
                        assertSearchesArePublished(variable.path("search").asText()));
    }

    @Test
    void the_table_of_batches_asks_for_metrics_that_batches_have() throws IOException {
        List<String> asked = LATEST.matcher(text("overview"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(Metric.names(MetricScope.BATCH)).containsAll(asked);
    }

    @Test
    void everything_that_functions_count_is_drawn_somewhere() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : Dashboards.NAMES) {
            all.append(text(name));
        }

        assertThat(Metric.values())
                .filteredOn(Metric::isEvent)
                .filteredOn(metric -> !metric.id().startsWith("webhook.") && metric != Metric.LABELS_REJECTED)
                .allSatisfy(metric -> assertThat(all).contains("MetricName=\\\"" + metric.id() + "\\\""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_is_short_and_asks_for_no_other_values_than_the_stack_gives(String name) throws IOException {
        String text = text(name);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        Set<String> asked = new TreeSet<>();
        Matcher place = Pattern.compile("\\$\\{([^!}][^}]*)}").matcher(text);
        while (place.find()) {
            asked.add(place.group(1));
        }
        assertThat(Set.of("AWS::Region", "StackName", "Stage")).containsAll(asked);
    }

    private static void assertSearchesArePublished(String text) {
        Matcher schema = SCHEMA.matcher(text);
        Matcher named = NAMED.matcher(text);
        while (schema.find()) {
            assertThat(named.find(schema.end())).as(text).isTrue();
            Set<String> published = published(schema.group(1));
            if (named.group(WORD) != null) {
                assertThat(published)
                        .as(text)
                        .anyMatch(name -> List.of(name.split("\\.")).contains(named.group(WORD)));
            } else {
                Matcher name = QUOTED.matcher(named.group());
                while (name.find()) {
                    assertThat(published).as(text).contains(name.group(1));
                }
            }
        }
    }

    /** The names that the functions publish with a search's dimensions, from the functions themselves. */
    private static Set<String> published(String schema) {
        return Stream.of(MetricScope.values())
                .filter(scope -> schema.equals(EmfLog.NAMESPACE + "," + String.join(",", scope.dimensions())))
                .findFirst()
                .map(Metric::names)
                .orElseGet(() -> AWS.getOrDefault(schema, Set.of()));
    }

    private static Set<String> names(String... lines) {
        return Set.of(String.join(" ", lines).split(" "));
    }

    private static JsonNode body(String name) throws IOException {
        return Json.parse(text(name).getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String text(String name) throws IOException {
        try (InputStream body = Dashboards.class.getResourceAsStream("/dashboards/" + name + ".json")) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
