package dev.labelmill.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.local.cloud.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bodies against "Dashboard body structure and syntax" of CloudWatch's API reference, and against what is published. */
class DashboardBodiesTest {

    private static final Pattern NAMED = Pattern.compile("MetricName=\"?([\\w.]+)\"?");
    private static final Pattern SCHEMA = Pattern.compile("(?<!\\$)\\{([\\w/]+(?:,\\w+)*)}");
    private static final Pattern ID = Pattern.compile("[a-z]\\w*");
    private static final int GRID = 24;
    private static final int MOST_BYTES = 20_000;

    /** Of each batch. */
    private static final Set<String> OF_BATCH = names(
            "items rejected autoAccepted people resolved backlog labels.rejected violations audits.done audits.errors",
            "labelsPerHumanItem labelsPerHour itemsPerDay dollars.labour dollars.qualityControl dollars.platform dollars.model",
            "dollars.total dollarsPerItem dollarsPerItem.target dollarsPerHour dollars.budgetLeft autoAcceptShare goldAccuracy",
            "alpha observedAgreement fleissKappa gwetAC1 alphaOrdinal alphaInterval gwetAC2 provisionalErrorBound targetError",
            "eta oldestTaskAge stalled secondsPerLabel");

    private static final Set<String> OF_PROJECT = names(
            "batches items autoAccepted people resolved backlog labels dollars.labour dollars.qualityControl",
            "dollars.platform dollars.model dollars.total labelsPerHour itemsPerDay dollarsPerHour");

    /** First words of what is counted for a stage. */
    private static final Set<String> OF_STAGE = names("webhook refused deadLetters");

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
            assertThat(published(schema.group(1))).as(text).contains(named.group(1));
        }
    }

    private static Set<String> published(String schema) {
        return switch (schema) {
            case "Labelmill,project,stage,batch" -> {
                Set<String> all = new HashSet<>(OF_BATCH);
                for (Purpose purpose : Purpose.values()) {
                    all.add("labels." + purpose.name().toLowerCase(Locale.ROOT));
                }
                yield all;
            }
            case "Labelmill,project,stage" -> OF_PROJECT;
            case "Labelmill,stage" -> OF_STAGE;
            default -> AWS.getOrDefault(schema, Set.of());
        };
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
