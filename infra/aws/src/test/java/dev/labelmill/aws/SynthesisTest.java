package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SynthesisTest {

    /** The largest template that CloudFormation takes from a bucket (its user guide, "Quotas"). */
    private static final int MOST_BYTES = 1_000_000;

    @Test
    void the_committed_templates_are_what_the_stages_come_to() throws IOException {
        Synthesised synthesised = Synthesised.once();

        for (Path stage : Deployment.stages(Repository.MODULE)) {
            String name = String.valueOf(stage.getFileName());
            upToDate(Deployment.template(Repository.MODULE, stage), synthesised.template(name));
            upToDate(Deployment.watchTemplate(Repository.MODULE, stage), synthesised.watchTemplate(name));
        }
    }

    private static void upToDate(Path committed, String synthesised) {
        assertThat(Repository.text(committed))
                .withFailMessage(
                        "%s is stale; refresh it by: ./mvnw -q -pl infra/aws compile exec:java -Dexec.args=infra/aws",
                        committed)
                .isEqualTo(synthesised);
    }

    @Test
    void the_templates_are_small_enough_to_be_deployed_from_a_bucket() throws IOException {
        for (Path stage : Deployment.stages(Repository.MODULE)) {
            String name = String.valueOf(stage.getFileName());
            assertThat(bytes(Synthesised.once().template(name))).isLessThanOrEqualTo(MOST_BYTES);
            assertThat(bytes(Synthesised.once().watchTemplate(name))).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static int bytes(String template) {
        return template.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void cdk_nag_finds_nothing_that_is_not_justified() throws IOException {
        assertThat(Synthesised.once().findings())
                .hasSize(6)
                .allSatisfy((stage, findings) -> assertThat(findings).isEmpty());
    }

    @Test
    void functions_with_snapshots_are_called_by_the_alias_of_their_last_version() throws IOException {
        Template other = other();
        JsonNode function = other.properties("WebhookFunction");
        JsonNode version = other.resources("AWS::Lambda::Version").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("WebhookFunction"))
                .findFirst()
                .orElseThrow()
                .getValue();

        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(function.path("Handler").asText())
                .isEqualTo("io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest");
        assertThat(function.path("SnapStart").path("ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(Template.rendered(function.path("Code").path("S3Key"))).isEqualTo("<JvmKey>");
        assertThat(Template.rendered(other.properties("PrelabelMapping").path("FunctionName")))
                .isEqualTo("<PrelabelLive>");
        assertThat(other.properties("WebhookUrl").path("Qualifier").asText()).isEqualTo("live");
        assertThat(other.properties("AdvanceRetries").path("Qualifier").asText())
                .isEqualTo("live");
        assertThat(Template.rendered(version.path("Properties").path("Description")))
                .as("another artifact makes another version")
                .isEqualTo("<JvmKey>");
    }

    @Test
    void the_processors_and_what_they_cost_go_by_the_switch() throws IOException {
        JsonNode function = other().properties("ScoreFunction");

        assertThat(function.path("Architectures").toString()).isEqualTo("[\"x86_64\"]");
        assertThat(function.path("Environment")
                        .path("Variables")
                        .path("LABELMILL_PRICES")
                        .asText())
                .isEqualTo("us-east-1-x86");
    }

    @Test
    void data_goes_with_the_stack_only_when_told() throws IOException {
        Template other = other();

        assertThat(other.resource("Bucket").path("DeletionPolicy").asText()).isEqualTo("Delete");
        assertThat(other.resource("Table").path("DeletionPolicy").asText()).isEqualTo("Delete");
        assertThat(other.properties("Table").path("DeletionProtectionEnabled").asBoolean())
                .isFalse();
    }

    @Test
    void a_vendor_who_fetches_its_task_files_reads_its_own_outbox_alone() throws IOException {
        List<Template.Statement> allowed = Template.statements(other().properties("BucketPolicy")).stream()
                .filter(Template.Statement::allows)
                .toList();

        assertThat(allowed).allMatch(statement -> statement.json().toString().contains("123456789012:role/reader"));
        assertThat(resources(allowed)).containsExactly("<Bucket.Arn>/outbox/crowd/*", "<Bucket.Arn>");
    }

    @Test
    void prelabel_reads_items_in_the_buckets_that_are_named() throws IOException {
        assertThat(resources(other().rights("PrelabelRole"))).contains("arn:${AWS::Partition}:s3:::my-images/*");
    }

    @Test
    void consolidate_reads_answers_in_the_buckets_that_are_named_and_nothing_else() throws IOException {
        assertThat(other().rights("ConsolidateRole").stream()
                        .filter(statement -> statement.actions().stream().anyMatch(action -> action.startsWith("s3:")))
                        .flatMap(statement -> statement.resources().stream()))
                .containsExactly("arn:${AWS::Partition}:s3:::my-images/*");
    }

    @Test
    void labeling_jobs_may_call_their_functions_by_the_managed_policys_names() throws IOException {
        for (String name : List.of("Pretask", "Consolidate")) {
            assertThat(other().properties(name + "Function")
                            .path("FunctionName")
                            .asText())
                    .contains("sagemaker");
        }
    }

    @Test
    void without_tracing_only_detecting_labels_is_left_as_a_right_that_names_no_resource() throws IOException {
        Template other = other();

        for (String role : other.resources("AWS::IAM::Role").keySet()) {
            List<Template.Statement> others = other.rights(role).stream()
                    .filter(statement -> !statement.actions().equals(List.of("rekognition:DetectLabels")))
                    .toList();
            assertThat(resources(others)).isNotEmpty().doesNotContain("*");
        }
    }

    @Test
    void schedules_go_by_the_minutes_of_the_stage() throws IOException {
        assertThat(other().properties("PublishSchedule")
                        .path("ScheduleExpression")
                        .asText())
                .isEqualTo("rate(5 minutes)");
    }

    private static List<String> resources(List<Template.Statement> statements) {
        return statements.stream()
                .flatMap(statement -> statement.resources().stream())
                .toList();
    }

    private static Template other() throws IOException {
        return Template.parse("other", Synthesised.once().template("other"));
    }
}
