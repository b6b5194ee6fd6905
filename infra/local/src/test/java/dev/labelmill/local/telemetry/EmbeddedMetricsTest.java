package dev.labelmill.local.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences of "Specification: Embedded metric format" in CloudWatch's user guide. */
class EmbeddedMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Range LAST = new Range(NOW.toEpochMilli() - 60_000, NOW.toEpochMilli() + 60_000, 60);
    private static final String TIME = "\"Timestamp\":" + NOW.toEpochMilli();

    private final Telemetry telemetry = new Telemetry(() -> NOW);

    @Test
    void every_dimension_set_is_a_metric_of_its_own() {
        print("[[\"project\",\"batch\"],[\"project\"],[]]", "{\"Name\":\"items\",\"Unit\":\"Count\"}", "\"items\":7");

        assertThat(telemetry.metrics().metrics())
                .containsExactlyInAnyOrder(
                        metric("items", Map.of("project", "p", "batch", "b")),
                        metric("items", Map.of("project", "p")),
                        metric("items", Map.of()));
        assertThat(read("items", Map.of("project", "p"), "Maximum")).containsExactly(7.0);
        assertThat(telemetry.metrics().unit(metric("items", Map.of()))).isEqualTo("Count");
    }

    @Test
    void an_array_holds_that_many_values() {
        print("[[]]", "{\"Name\":\"seconds\",\"Unit\":\"Seconds\"}", "\"seconds\":[1,2,3,10]");

        assertThat(read("seconds", Map.of(), "SampleCount")).containsExactly(4.0);
        assertThat(read("seconds", Map.of(), "Average")).containsExactly(4.0);
        assertThat(read("seconds", Map.of(), "p50")).containsExactly(2.0);
    }

    @Test
    void values_come_with_counts() {
        print("[[]]", "{\"Name\":\"seconds\"}", "\"seconds\":{\"Values\":[2,30],\"Counts\":[95,5]}");

        assertThat(read("seconds", Map.of(), "SampleCount")).containsExactly(100.0);
        assertThat(read("seconds", Map.of(), "p95")).containsExactly(2.0);
        assertThat(read("seconds", Map.of(), "p96")).containsExactly(30.0);
        assertThat(read("seconds", Map.of(), "Sum")).containsExactly(340.0);
    }

    @Test
    void a_value_belongs_to_the_time_of_the_document_and_not_of_its_arrival() {
        long before = NOW.toEpochMilli() - 50_000;
        telemetry.printed(
                "publish", document("\"Timestamp\":" + before, "[[]]", "{\"Name\":\"items\"}", "\"items\":7"));

        Range seconds = new Range(NOW.toEpochMilli() - 60_000, NOW.toEpochMilli(), 1);
        assertThat(telemetry
                        .metrics()
                        .read(
                                metric("items", Map.of()),
                                seconds,
                                Statistic.of("Sum").orElseThrow()))
                .containsExactly(Map.entry(before, 7.0));
    }

    @Test
    void a_line_that_is_no_document_is_no_metric_and_no_error() {
        telemetry.printed("publish", "12:00:00 WARN  nothing \"_aws\"");
        telemetry.printed("publish", "{\"vendor\":\"acme\"}");

        assertThat(telemetry.metrics().metrics()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"items\":\"7\"",
                "\"other\":7",
                "\"items\":[]",
                "\"items\":[1,null]",
                "\"items\":{\"Values\":[1,2],\"Counts\":[1]}",
                "\"items\":{\"Values\":[1],\"Counts\":[0]}"
            })
    void a_target_that_is_no_number_is_refused(String target) {
        print("[[\"project\"]]", "{\"Name\":\"items\"}", target);

        assertRefused();
    }

    @Test
    void a_dimension_without_a_text_is_refused() {
        print("[[\"items\"]]", "{\"Name\":\"items\"}", "\"items\":7");

        assertRefused();
    }

    @Test
    void more_than_30_dimensions_in_a_set_are_refused() {
        String names = IntStream.range(0, 31).mapToObj(i -> "\"d" + i + "\"").collect(Collectors.joining(","));
        String values =
                IntStream.range(0, 31).mapToObj(i -> "\"d" + i + "\":\"x\"").collect(Collectors.joining(","));
        print("[[" + names + "]]", "{\"Name\":\"items\"}", "\"items\":7," + values);

        assertRefused();
    }

    @Test
    void more_than_100_metrics_in_a_directive_are_refused() {
        String names =
                IntStream.range(0, 101).mapToObj(i -> "{\"Name\":\"items\"}").collect(Collectors.joining(","));
        print("[[]]", names, "\"items\":7");

        assertRefused();
    }

    @Test
    void more_than_100_values_of_a_metric_are_refused() {
        String values = IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));
        print("[[]]", "{\"Name\":\"items\"}", "\"items\":[" + values + "]");

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Unit\":\"Dollars\"", "\"StorageResolution\":5"})
    void an_unknown_unit_or_resolution_is_refused(String property) {
        print("[[]]", "{\"Name\":\"items\"," + property + "}", "\"items\":7");

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(longs = {-15 * 24 * 3600, 3 * 3600})
    void a_time_two_weeks_ago_or_two_hours_ahead_is_refused(long seconds) {
        String time = "\"Timestamp\":" + NOW.plusSeconds(seconds).toEpochMilli();
        telemetry.printed("publish", document(time, "[[]]", "{\"Name\":\"items\"}", "\"items\":7"));

        assertRefused();
    }

    @Test
    void a_document_of_more_than_a_megabyte_is_refused() {
        print("[[]]", "{\"Name\":\"items\"}", "\"items\":7,\"note\":\"" + "x".repeat(EmfParser.MAX_BYTES) + "\"");

        assertRefused();
    }

    private void assertRefused() {
        assertThat(telemetry.metrics().metrics())
                .containsExactly(MetricId.of(
                        "AWS/Logs", "EMFValidationErrors", Map.of("LogGroupName", "/aws/lambda/labelmill-publish")));
    }

    private Collection<Double> read(String name, Map<String, String> dimensions, String statistic) {
        return telemetry
                .metrics()
                .read(metric(name, dimensions), LAST, Statistic.of(statistic).orElseThrow())
                .values();
    }

    private static MetricId metric(String name, Map<String, String> dimensions) {
        return MetricId.of("Labelmill", name, dimensions);
    }

    private void print(String dimensions, String metrics, String members) {
        telemetry.printed("publish", document(TIME, dimensions, metrics, members));
    }

    private static String document(String time, String dimensions, String metrics, String members) {
        return "{\"_aws\":{" + time + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Labelmill\",\"Dimensions\":"
                + dimensions + ",\"Metrics\":[" + metrics + "]}]},\"project\":\"p\",\"batch\":\"b\"," + members + "}";
    }
}
