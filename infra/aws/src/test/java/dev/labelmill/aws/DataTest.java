package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataTest {

    private static final String TEMPLATES = "dev.labelmill.aws.Template#committed";

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void everything_at_rest_is_encrypted(Template template) {
        boolean ownKey = !template.resources("AWS::KMS::Key").isEmpty();

        assertThat(template.properties("Bucket").path("BucketEncryption").toString())
                .contains(ownKey ? "aws:kms" : "AES256");
        assertThat(template.properties("Table")
                        .path("SSESpecification")
                        .path("SSEEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(template.resources("AWS::SQS::Queue").values())
                .allMatch(queue -> ownKey
                        ? queue.path("Properties").has("KmsMasterKeyId")
                        : queue.path("Properties").path("SqsManagedSseEnabled").asBoolean());
        Stream.of("AWS::Logs::LogGroup", "AWS::SecretsManager::Secret")
                .flatMap(type -> template.resources(type).values().stream())
                .forEach(resource ->
                        assertThat(resource.path("Properties").has("KmsKeyId")).isEqualTo(ownKey));
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void bucket_and_queues_are_reached_by_tls_only(Template template) {
        assertThat(template.resources("AWS::SQS::QueuePolicy")).hasSameSizeAs(template.resources("AWS::SQS::Queue"));
        Stream.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy")
                .flatMap(type -> template.resources(type).values().stream())
                .forEach(policy -> assertThat(Template.statements(policy))
                        .anyMatch(statement -> !statement.allows()
                                && statement.json().toString().contains("\"aws:SecureTransport\":\"false\"")));
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void the_bucket_is_not_public(Template template) {
        JsonNode block = template.properties("Bucket").path("PublicAccessBlockConfiguration");

        assertThat(Stream.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"))
                .allMatch(switchName -> block.path(switchName).asBoolean());
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void work_goes_in_time_and_nothing_else_does(Template template) {
        JsonNode rules =
                template.properties("Bucket").path("LifecycleConfiguration").path("Rules");

        assertThat(rules)
                .allMatch(rule -> !rule.has("ExpirationInDays")
                        || rule.path("Prefix").asText().equals("work/"));
        assertThat(rules.toString()).contains("ExpirationInDays", "DaysAfterInitiation");
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void the_table_is_as_the_functions_use_it(Template template) {
        JsonNode table = template.properties("Table");
        JsonNode index = table.path("GlobalSecondaryIndexes").path(0);
        String keys = Repository.source("store/Keys.java");

        assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.path("StreamSpecification").path("StreamViewType").asText())
                .isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.path("PointInTimeRecoverySpecification")
                        .path("PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(keys)
                .contains("PK = \"" + attribute(table, 0) + "\"", "SK = \"" + attribute(table, 1) + "\"")
                .contains("LANE = \"" + attribute(index, 0) + "\"", "RANK = \"" + attribute(index, 1) + "\"")
                .contains("BY_LANE = \"" + index.path("IndexName").asText() + "\"")
                .contains("TTL = \""
                        + table.path("TimeToLiveSpecification")
                                .path("AttributeName")
                                .asText() + "\"");
        assertThat(index.path("Projection").path("ProjectionType").asText()).isEqualTo("KEYS_ONLY");
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void data_outlives_the_stack(Template template) {
        Stream.of(
                        "AWS::S3::Bucket",
                        "AWS::DynamoDB::Table",
                        "AWS::SecretsManager::Secret",
                        "AWS::KMS::Key",
                        "AWS::Logs::LogGroup")
                .flatMap(type -> template.resources(type).entrySet().stream())
                .forEach(entry -> {
                    assertThat(entry.getValue().path("DeletionPolicy").asText())
                            .as(entry.getKey())
                            .isEqualTo("Retain");
                    assertThat(entry.getValue().path("UpdateReplacePolicy").asText())
                            .as(entry.getKey())
                            .isEqualTo("Retain");
                });
        assertThat(template.properties("Table")
                        .path("DeletionProtectionEnabled")
                        .asBoolean())
                .isTrue();
    }

    private static String attribute(JsonNode schema, int place) {
        return schema.path("KeySchema").path(place).path("AttributeName").asText();
    }
}
