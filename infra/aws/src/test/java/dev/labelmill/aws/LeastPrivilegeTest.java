package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.aws.Template.Statement;
import dev.labelmill.aws.stage.FunctionName;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeastPrivilegeTest {

    private static final String TEMPLATES = "dev.labelmill.aws.Template#committed";

    /** They take no resource (service authorization reference, AWS X-Ray). */
    private static final Set<String> WITHOUT_RESOURCES = Set.of("xray:PutTelemetryRecords", "xray:PutTraceSegments");

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void each_function_has_a_role_of_its_own(Template template) {
        List<String> roles = Stream.of(FunctionName.values())
                .map(name -> Template.rendered(
                        template.properties(name.title() + "Function").path("Role")))
                .toList();

        assertThat(roles).doesNotHaveDuplicates().allMatch(role -> role.endsWith("Role.Arn>"));
        assertThat(template.resources("AWS::IAM::Role")).hasSize(FunctionName.values().length);
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void rights_are_in_the_roles_alone(Template template) {
        assertThat(template.resources("AWS::IAM::Policy")).isEmpty();
        assertThat(template.resources("AWS::IAM::ManagedPolicy")).isEmpty();
        assertThat(template.resources("AWS::IAM::Role").values())
                .allMatch(role ->
                        role.path("Properties").path("ManagedPolicyArns").isMissingNode());
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void every_action_is_named_in_full(Template template) {
        assertThat(allowed(template, "AWS::IAM::Role").flatMap(statement -> statement.actions().stream()))
                .isNotEmpty()
                .allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z]+"));
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void every_resource_is_named_unless_its_actions_know_none(Template template) {
        allowed(template, "AWS::IAM::Role")
                .filter(statement -> !WITHOUT_RESOURCES.containsAll(statement.actions()))
                .filter(statement -> !statement.actions().contains("sts:AssumeRole"))
                .forEach(statement -> assertThat(statement.resources())
                        .isNotEmpty()
                        .allMatch(resource ->
                                resource.matches("<[A-Za-z]+(\\.[A-Za-z]+)?>(/(index/by-lane|stream/\\*|[a-z]+/\\*))?"
                                        + "|arn:[^*]+(/\\*)?")));
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void a_policy_of_a_resource_lets_nobody_in_without_a_name(Template template) {
        Stream.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::KMS::Key")
                .flatMap(type -> allowed(template, type))
                .forEach(statement -> {
                    JsonNode principal = statement.json().path("Principal");
                    assertThat(principal.toString()).doesNotContain("\"*\"");
                    if (principal.has("Service")) {
                        assertThat(statement.json().path("Condition")).isNotEmpty();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void rows_are_written_by_their_kinds(Template template) {
        Map<FunctionName, Set<String>> written = new EnumMap<>(Map.of(
                FunctionName.INTAKE, Set.of("BATCH#*", "ACTIVE", "REJECTED#*"),
                FunctionName.PRELABEL, Set.of("BATCH#*", "ACTIVE", "TASK#*", "REJECTED#*"),
                FunctionName.DISPATCH,
                        Set.of("BATCH#*", "DISPATCH#*", "TASK#*", "REJECTED#*", "VENDOR#*", "BUDGET#*", "LEASE#*"),
                FunctionName.WEBHOOK,
                        Set.of("TASK#*", "VENDORLABEL#*", "REJECTED#*", "BUDGET#*", "LEASE#*", "PULLER#*"),
                FunctionName.SCORE, Set.of("TASK#*", "REJECTED#*"),
                FunctionName.TALLY, Set.of("TALLY#*", "BUDGET#*", "REJECTED#*"),
                FunctionName.TRAIN, Set.of("BATCH#*", "ACTIVE"),
                FunctionName.ADVANCE, Set.of("BATCH#*", "ACTIVE", "TASK#*", "DISPATCH#*", "TALLY#*", "BUDGET#*"),
                FunctionName.PUBLISH, Set.of("BATCH#*"),
                FunctionName.FINISH, Set.of("BATCH#*", "ACTIVE", "TASK#*", "REJECTED#*")));
        written.put(FunctionName.COLLECT, Set.of("TASK#*", "VENDORLABEL#*", "REJECTED#*", "BUDGET#*", "LEASE#*"));
        written.put(FunctionName.PRETASK, Set.of());
        written.put(FunctionName.CONSOLIDATE, Set.of());
        written.put(FunctionName.NOTIFY, Set.of("NOTICES#*"));

        for (FunctionName name : FunctionName.values()) {
            assertThat(rights(template, name)
                            .filter(LeastPrivilegeTest::writesRows)
                            .flatMap(statement -> Stream.of(statement
                                    .json()
                                    .path("Condition")
                                    .path("ForAllValues:StringLike")
                                    .path("dynamodb:LeadingKeys")))
                            .flatMap(kinds -> {
                                assertThat(kinds).as(name + "'s condition").isNotEmpty();
                                return Stream.iterate(0, i -> i < kinds.size(), i -> i + 1)
                                        .map(i -> kinds.get(i).asText());
                            }))
                    .as(name.export())
                    .containsExactlyInAnyOrderElementsOf(written.get(name));
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void only_what_deals_with_vendors_or_endpoints_reads_secrets(Template template) {
        assertThat(whoMay(template, "secretsmanager:GetSecretValue"))
                .containsExactly(
                        FunctionName.DISPATCH, FunctionName.WEBHOOK, FunctionName.COLLECT, FunctionName.NOTIFY);
        assertThat(whoMay(template, "ssm:GetParameter"))
                .containsExactly(
                        FunctionName.DISPATCH, FunctionName.WEBHOOK, FunctionName.COLLECT, FunctionName.NOTIFY);
    }

    @Test
    void where_each_vendor_has_a_parameter_its_readers_may_read_that_path_and_no_secret_of_vendors()
            throws IOException {
        Template other = Template.parse("other", Synthesised.once().template("other"));

        assertThat(other.resources("AWS::SecretsManager::Secret")).containsOnlyKeys("Endpoints");
        assertThat(whoMay(other, "secretsmanager:GetSecretValue")).containsExactly(FunctionName.NOTIFY);
        assertThat(whoMay(other, "ssm:GetParameter")).containsExactly(FunctionName.NOTIFY);
        assertThat(whoMay(other, "ssm:GetParametersByPath")).contains(FunctionName.WEBHOOK);
        assertThat(rights(other, FunctionName.WEBHOOK)
                        .filter(statement -> statement.actions().contains("ssm:GetParametersByPath"))
                        .map(statement -> statement.json().path("Resource").toString()))
                .containsExactly("[{\"Fn::Sub\":\"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}"
                        + ":parameter/labelmill-other/vendors\"},{\"Fn::Sub\":\"arn:${AWS::Partition}:ssm:${AWS::Region}:"
                        + "${AWS::AccountId}:parameter/labelmill-other/vendors/*\"}]");
        assertThat(other.properties("WebhookFunction")
                        .path("Environment")
                        .path("Variables")
                        .path("LABELMILL_SECRETS")
                        .asText())
                .isEqualTo("ssm:/labelmill-other/vendors/");
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void the_streams_only_readers_are_score_and_tally(Template template) {
        assertThat(whoMay(template, "dynamodb:GetRecords")).containsExactly(FunctionName.SCORE, FunctionName.TALLY);
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void nobody_writes_uploads_or_deletes_objects(Template template) {
        assertThat(whoMay(template, "s3:DeleteObject")).isEmpty();
        assertThat(writers(template, "batches")).isEmpty();
        assertThat(writers(template, "models")).containsExactly(FunctionName.TRAIN);
        assertThat(writers(template, "outbox")).containsExactly(FunctionName.DISPATCH);
        assertThat(writers(template, "results")).containsExactly(FunctionName.FINISH);
        assertThat(writers(template, "rejected")).containsExactly(FunctionName.PRELABEL);
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void returned_files_and_the_task_files_they_answer_are_read_by_collect_and_returned_ones_written_by_nobody(
            Template template) {
        assertThat(withObjects(template, "s3:GetObject", "returns")).containsExactly(FunctionName.COLLECT);
        assertThat(withObjects(template, "s3:GetObject", "outbox"))
                .containsExactlyInAnyOrder(FunctionName.DISPATCH, FunctionName.COLLECT);
        assertThat(writers(template, "returns")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void models_are_read_by_what_scores_with_them_and_what_starts_from_them(Template template) {
        assertThat(withObjects(template, "s3:GetObject", "models"))
                .containsExactlyInAnyOrder(FunctionName.PRELABEL, FunctionName.TRAIN);
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void what_primes_a_function_asks_for_nothing_that_its_role_refuses(Template template) {
        Map<String, List<FunctionName>> may = Map.of(
                "TABLE", whoMay(template, "dynamodb:GetItem"),
                "BUCKET", withObjects(template, "s3:GetObject", "work"),
                "SECRETS", whoMay(template, "ssm:GetParameter"),
                "ENDPOINTS", whoMay(template, "ssm:GetParameter"));

        for (FunctionName name : FunctionName.values()) {
            assertThat(firstCalls(name))
                    .allSatisfy(call -> assertThat(may.get(call)).as(call).contains(name));
        }
        assertThat(firstCalls(FunctionName.WEBHOOK)).containsExactly("TABLE", "SECRETS");
    }

    /** As {@code wiring/FirstCall.java} lists them. */
    private static List<String> firstCalls(FunctionName name) {
        return Pattern.compile("Map\\.entry\\(\"" + name.export() + "\", List\\.of\\(([A-Z, ]*)\\)\\)")
                .matcher(Repository.source("wiring/FirstCall.java"))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(", ")))
                .filter(call -> !call.isEmpty())
                .toList();
    }

    private static Stream<Statement> allowed(Template template, String type) {
        return template.resources(type).values().stream()
                .flatMap(resource -> Template.statements(resource).stream())
                .filter(Statement::allows);
    }

    private static Stream<Statement> rights(Template template, FunctionName name) {
        return template.rights(name.title() + "Role").stream();
    }

    private static boolean writesRows(Statement statement) {
        return statement.actions().stream()
                .anyMatch(action -> action.matches("dynamodb:(Put|Update|Delete|BatchWrite|PartiQL).*"));
    }

    private static List<FunctionName> whoMay(Template template, String action) {
        return Stream.of(FunctionName.values())
                .filter(name -> rights(template, name)
                        .anyMatch(statement -> statement.actions().contains(action)))
                .toList();
    }

    private static List<FunctionName> writers(Template template, String folder) {
        return withObjects(template, "s3:PutObject", folder);
    }

    private static List<FunctionName> withObjects(Template template, String action, String folder) {
        return Stream.of(FunctionName.values())
                .filter(name -> rights(template, name)
                        .filter(statement -> statement.actions().contains(action))
                        .anyMatch(statement -> statement.resources().contains("<Bucket.Arn>/" + folder + "/*")))
                .toList();
    }
}
