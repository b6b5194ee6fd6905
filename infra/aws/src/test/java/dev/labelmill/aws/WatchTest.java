package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchTest {

    private static final String ALARM = "AWS::CloudWatch::Alarm";

    /** Where the functions name their metrics, which this module does not depend on. */
    private static final String METRICS = Repository.text(
            Repository.ROOT.resolve("functions/lambda/src/main/java/dev/labelmill/lambda/publish/Metric.java"));

    static Stream<Template> watches() throws IOException {
        return Template.committedWatches();
    }

    @ParameterizedTest
    @MethodSource("watches")
    void every_alarm_says_what_is_wrong_and_links_to_a_heading_of_the_runbook(Template watch) {
        Set<String> headings = headings();

        assertThat(watch.resources(ALARM)).hasSizeGreaterThan(20).allSatisfy((id, alarm) -> {
            String description = alarm.at("/Properties/AlarmDescription").asText();
            assertThat(description).matches("[A-Za-z].*\\. https://.*/docs/runbook\\.md#[a-z-]+");
            assertThat(headings).contains(description.substring(description.indexOf('#') + 1));
        });
    }

    @ParameterizedTest
    @MethodSource("watches")
    void silence_sets_off_the_standstill_alarm_alone(Template watch) {
        Map<String, JsonNode> breaching = watch.resources(ALARM);
        breaching
                .values()
                .removeIf(alarm ->
                        alarm.at("/Properties/TreatMissingData").asText().equals("notBreaching"));

        assertThat(breaching.keySet()).containsExactly("Standstill");
    }

    @ParameterizedTest
    @MethodSource("watches")
    void one_bad_period_is_enough_for_dead_letters_alone_which_stay_until_somebody_comes(Template watch) {
        assertThat(watch.resources(ALARM)).allSatisfy((id, alarm) -> {
            JsonNode properties = alarm.path("Properties");
            int periods = properties.path("EvaluationPeriods").asInt();
            assertThat(properties.path("DatapointsToAlarm").asInt()).isEqualTo(periods);
            assertThat(periods).isEqualTo(id.endsWith("DeadLetters") ? 1 : 3);
        });
    }

    @ParameterizedTest
    @MethodSource("watches")
    void alarms_over_queries_look_back_three_hours_at_most_since_cloudwatch_refuses_others(Template watch) {
        List<JsonNode> queries = watch.resources(ALARM).values().stream()
                .map(alarm -> alarm.path("Properties"))
                .filter(alarm -> alarm.has("Metrics"))
                .toList();

        assertThat(queries)
                .hasSize(3)
                .allSatisfy(alarm -> assertThat(alarm.path("EvaluationPeriods").asInt()
                                * alarm.at("/Metrics/0/Period").asInt())
                        .isBetween(60, 3 * 60 * 60));
    }

    @ParameterizedTest
    @MethodSource("watches")
    void alarms_watch_queues_and_functions_that_the_other_stack_makes(Template watch) throws IOException {
        Template made = Template.committed()
                .filter(template -> template.name().equals(watch.name()))
                .findFirst()
                .orElseThrow();
        Set<String> names = Stream.of("AWS::SQS::Queue", "AWS::Lambda::Function")
                .flatMap(type -> made.resources(type).values().stream())
                .flatMap(resource -> Stream.of("QueueName", "FunctionName")
                        .map(name -> resource.path("Properties").path(name).asText()))
                .collect(Collectors.toSet());

        assertThat(watch.json().findValues("Dimensions"))
                .isNotEmpty()
                .allSatisfy(dimensions -> dimensions.forEach(dimension -> {
                    if (!dimension.path("Name").asText().equals("stage")) {
                        assertThat(names).contains(dimension.path("Value").asText());
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("watches")
    void saved_queries_read_log_groups_that_the_other_stack_makes(Template watch) throws IOException {
        Template made = Template.committed()
                .filter(template -> template.name().equals(watch.name()))
                .findFirst()
                .orElseThrow();
        Set<String> groups = made.resources("AWS::Logs::LogGroup").values().stream()
                .map(group -> group.at("/Properties/LogGroupName").asText())
                .collect(Collectors.toSet());

        assertThat(watch.resources("AWS::Logs::QueryDefinition"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy((id, query) -> query.at("/Properties/LogGroupNames")
                        .forEach(group -> assertThat(groups).contains(group.asText())));
    }

    @ParameterizedTest
    @MethodSource("watches")
    void the_dashboards_are_the_committed_bodies(Template watch) {
        for (String name : List.of("overview", "batch", "operations")) {
            String id = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Dashboard";
            JsonNode sub = watch.properties(id).at("/DashboardBody/Fn::Sub");

            assertThat(Template.parse(name, sub.path(0).asText()))
                    .isEqualTo(Template.parse(
                            name,
                            Repository.text(
                                    Repository.MODULE.resolve("src/main/resources/dashboards/" + name + ".json"))));
            assertThat(sub.path(1).path("StackName").asText())
                    .isEqualTo(
                            watch.properties(id).path("DashboardName").asText().replace("-" + name, ""));
            // What begins with an exclamation mark is CloudWatch's own, for which CloudFormation takes the mark away.
            assertThat(values(sub.path(0).asText()))
                    .filteredOn(value -> !value.startsWith("!"))
                    .isSubsetOf("AWS::Region", "AWS::StackName", "AWS::AccountId", "StackName", "Stage");
        }
    }

    @ParameterizedTest
    @MethodSource("watches")
    void refusals_are_watched_by_their_one_sum_and_asked_for_by_every_reason_there_is(Template watch) {
        JsonNode alarm = watch.properties("WebhooksRefused");

        assertThat(alarm.path("MetricName").asText()).isEqualTo("webhook.refused");
        assertThat(alarm.path("Statistic").asText()).isEqualTo("Sum");
        assertThat(asked(watch.properties("RefusalsQuery"), "sum"))
                .isEqualTo(Stream.concat(Stream.of("webhook.refused"), reasons().map("webhook.refused."::concat))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("watches")
    void alarms_and_queries_of_our_own_metrics_name_published_ones(Template watch) {
        Set<String> published = words(METRICS, "\\(\"([\\w.]+)\", \\w+").collect(Collectors.toSet());

        assertThat(watch.resources(ALARM).values())
                .filteredOn(alarm -> alarm.at("/Properties/Namespace").asText().equals("Labelmill"))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(published)
                        .contains(alarm.at("/Properties/MetricName").asText()));
        assertThat(watch.resources(ALARM).values().stream()
                        .flatMap(alarm -> alarm.findValuesAsText("Expression").stream())
                        .flatMap(query -> words(query, "SELECT \\w+\\(\"?([\\w.]+)\"?\\)")))
                .hasSize(3)
                .isSubsetOf(published);
        assertThat(asked(watch.properties("MoneyQuery"), "max")).isNotEmpty().isSubsetOf(published);
    }

    /** What a saved query takes a statistic of. */
    private static Set<String> asked(JsonNode query, String statistic) {
        return words(query.path("QueryString").asText(), statistic + "\\(`?([\\w.]+)`?\\)")
                .collect(Collectors.toSet());
    }

    private static Stream<String> reasons() {
        return words(
                Repository.text(Repository.ROOT.resolve(
                        "functions/core/src/main/java/dev/labelmill/core/signature/Verdict.java")),
                "(?m)^ {8}([A-Z_]+)\\(");
    }

    private static Stream<String> words(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    @Test
    void alarms_tell_the_topic_that_the_stage_names() throws IOException {
        Template other = Template.parse("other", Synthesised.once().watchTemplate("other"));

        assertThat(other.properties("Standstill").path("AlarmActions").toString())
                .isEqualTo("[\"arn:aws:sns:us-east-1:123456789012:on-call\"]");
    }

    /** The headings of the runbook as links name them. */
    private static Set<String> headings() {
        return Repository.text(Repository.ROOT.resolve("docs/runbook.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> values(String body) {
        return Pattern.compile("\\$\\{([^}]+)}")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
