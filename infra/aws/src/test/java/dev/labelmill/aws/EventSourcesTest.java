package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSourcesTest {

    private static final String TEMPLATES = "dev.labelmill.aws.Template#committed";

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void tally_reads_in_windows_whole_and_in_order_for_ever(Template template) {
        JsonNode mapping = template.properties("TallyMapping");

        assertThat(mapping.path("TumblingWindowInSeconds").asInt()).isPositive();
        assertThat(mapping.path("ParallelizationFactor").asInt()).isEqualTo(1);
        assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(-1);
        assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(-1);
        assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean(true)).isFalse();
        assertThat(mapping.path("DestinationConfig").isMissingNode()).isTrue();
        assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void tally_sees_every_kind_of_row_but_what_is_made_of_facts(Template template) {
        Map<String, String> keys = Repository.keys();
        Set<String> made = Set.of(
                "TALLY",
                "BUDGET",
                "DAY_SK",
                "REJECTED",
                "NOTICES",
                "VENDOR_LABEL",
                "VENDOR",
                "LEASE",
                "PULLER",
                "ACTIVE",
                "ANNOTATOR_SK");
        Set<String> fields = Set.of("PK", "SK", "LANE", "RANK", "VERSION", "TTL", "MARK", "BY_LANE");

        List<String> seen = Stream.concat(
                        prefixes(template, "TallyMapping", "pk").stream(),
                        prefixes(template, "TallyMapping", "sk").stream())
                .toList();

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(keys.entrySet().stream()
                        .filter(key -> !made.contains(key.getKey()) && !fields.contains(key.getKey()))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void score_sees_labels_and_tells_which_it_never_got_through(Template template) {
        JsonNode mapping = template.properties("ScoreMapping");

        assertThat(prefixes(template, "ScoreMapping", "sk")).containsExactly("LABEL#");
        assertThat(Template.rendered(
                        mapping.path("DestinationConfig").path("OnFailure").path("Destination")))
                .isEqualTo("<ScoreDeadLetterQueue.Arn>");
        assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt())
                .as("well within the day that a stream keeps records")
                .isBetween(3600, 12 * 3600);
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void every_mapping_takes_the_functions_own_answer_for_each_record(Template template) {
        assertThat(template.resources("AWS::Lambda::EventSourceMapping")).hasSize(8);
        assertThat(template.resources("AWS::Lambda::EventSourceMapping").values())
                .allMatch(mapping -> mapping.path("Properties")
                        .path("FunctionResponseTypes")
                        .toString()
                        .equals("[\"ReportBatchItemFailures\"]"));
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void a_message_stays_hidden_longer_than_a_call_lasts_and_ends_among_dead_letters(Template template) {
        for (String reader : List.of("Intake", "Prelabel", "Collect", "Finish", "Notify")) {
            JsonNode queue = template.properties(reader + "Queue");
            int timeout =
                    template.properties(reader + "Function").path("Timeout").asInt();

            assertThat(queue.path("VisibilityTimeout").asInt()).isGreaterThan(timeout);
            assertThat(queue.path("RedrivePolicy").path("maxReceiveCount").asInt())
                    .isEqualTo(5);
            assertThat(Template.rendered(queue.path("RedrivePolicy").path("deadLetterTargetArn")))
                    .isEqualTo("<" + reader + "DeadLetterQueue.Arn>");
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void a_queues_mapping_asks_for_no_more_calls_than_the_function_has(Template template) {
        for (String reader : List.of("Intake", "Prelabel", "Collect", "Finish", "Notify")) {
            int cap = template.properties(reader + "Function")
                    .path("ReservedConcurrentExecutions")
                    .asInt();

            assertThat(template.properties(reader + "Mapping")
                            .path("ScalingConfig")
                            .path("MaximumConcurrency")
                            .asInt())
                    .isEqualTo(cap);
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void uploads_are_told_to_the_intake_queue_and_returned_files_to_the_collect_queue(Template template) {
        JsonNode notifications =
                template.properties("Bucket").path("NotificationConfiguration").path("QueueConfigurations");

        assertThat(notifications).hasSize(2);
        assertTold(notifications.path(0), "batches/", "<IntakeQueue.Arn>");
        assertTold(notifications.path(1), "returns/", "<CollectQueue.Arn>");
        assertThat(template.resource("Bucket").path("DependsOn").toString())
                .as("S3 asks the queues when the bucket is made")
                .contains("IntakeQueuePolicy", "CollectQueuePolicy");
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void ends_of_human_loops_of_the_stages_flow_definitions_alone_are_told_to_the_collect_queue(Template template) {
        JsonNode rule = template.properties("HumanLoops");
        String stage =
                template.properties("CollectQueue").path("QueueName").asText().replace("-collect", "");

        assertThat(rule.at("/EventPattern/source/0").asText()).isEqualTo("aws.sagemaker");
        assertThat(rule.at("/EventPattern/detail-type/0").asText()).isEqualTo("SageMaker A2I HumanLoop Status Change");
        assertThat(rule.at("/EventPattern/detail/flowDefinitionArn/0/prefix").toString())
                .contains(":flow-definition/" + stage + "-\"");
        assertThat(rule.path("Targets")).hasSize(1);
        assertThat(Template.rendered(rule.at("/Targets/0/Arn"))).isEqualTo("<CollectQueue.Arn>");
        assertThat(template.properties("CollectQueuePolicy").toString())
                .contains("events.amazonaws.com", "{\"aws:SourceArn\":{\"Fn::GetAtt\":[\"HumanLoops\",\"Arn\"]}}");
    }

    private static void assertTold(JsonNode notification, String folder, String queue) {
        assertThat(notification.path("Event").asText()).isEqualTo("s3:ObjectCreated:*");
        assertThat(notification.path("Filter").toString()).contains("\"Value\":\"" + folder + "\"");
        assertThat(Template.rendered(notification.path("Queue"))).isEqualTo(queue);
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void ticks_that_are_lost_are_not_made_up_for(Template template) {
        for (String name : List.of("Advance", "Dispatch", "Publish")) {
            assertThat(template.properties(name + "Schedule")
                            .path("ScheduleExpression")
                            .asText())
                    .isEqualTo("rate(1 minute)");
            assertThat(template.properties(name + "Retries")
                            .path("MaximumRetryAttempts")
                            .asInt(-1))
                    .isZero();
            assertThat(template.properties(name + "Function")
                            .path("ReservedConcurrentExecutions")
                            .asInt())
                    .as("one tick at a time")
                    .isEqualTo(1);
        }
    }

    private static List<String> prefixes(Template template, String mapping, String key) {
        JsonNode filters = template.properties(mapping).path("FilterCriteria").path("Filters");
        assertThat(filters).hasSize(1);
        JsonNode pattern = Template.parse(
                        mapping, filters.path(0).path("Pattern").asText())
                .json();
        return pattern.path("dynamodb").path("Keys").path(key).path("S").findValuesAsText("prefix");
    }
}
