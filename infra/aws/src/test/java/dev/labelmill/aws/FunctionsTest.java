package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.aws.stage.FunctionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {

    /** Variables of stages that run or call models, which the committed ones do not. */
    private static final Set<String> BY_SWITCH = Set.of("LABELMILL_MODELS", "LABELMILL_PRETRAINED");

    /** As {@code wiring/Initialisation.java} reads it. */
    private static final String SWITCH = "LABELMILL_PRIMING";

    private static final String TEMPLATES = "dev.labelmill.aws.Template#committed";

    @Test
    void there_is_a_function_for_each_that_the_artifact_exports() throws IOException {
        try (Stream<Path> classes =
                Files.list(Repository.ROOT.resolve("functions/lambda/src/main/java/dev/labelmill/lambda/function"))) {
            List<String> exported = classes.map(Repository::text)
                    .flatMap(source -> Pattern.compile("@Funq\\s+public JsonNode ([a-z]+)\\(")
                            .matcher(source)
                            .results())
                    .map(found -> found.group(1))
                    .toList();

            assertThat(exported)
                    .containsExactlyInAnyOrderElementsOf(Stream.of(FunctionName.values())
                            .map(FunctionName::export)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void all_are_one_artifact_told_which_of_them_to_be(Template template) {
        for (FunctionName name : FunctionName.values()) {
            JsonNode function = template.properties(name.title() + "Function");

            assertThat(variables(function).path("QUARKUS_FUNQY_EXPORT").asText())
                    .isEqualTo(name.export());
            assertThat(Template.rendered(function.path("Code").path("S3Bucket")))
                    .isEqualTo("<CodeBucket>");
            assertThat(Template.rendered(function.path("Code").path("S3Key"))).isEqualTo("<NativeKey>");
            assertThat(function.path("Runtime").asText()).isEqualTo("provided.al2023");
            assertThat(function.path("Architectures").toString()).isEqualTo("[\"arm64\"]");
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void each_has_the_variables_that_its_configuration_reads(Template template) {
        List<String> read = Stream.concat(
                        found("wiring/Configuration.java", "\"(LABELMILL_[A-Z_]*[A-Z])\""),
                        found("publish/DeadLetters.java", "[(,] ?\"([a-z]+)\"(?=[,)])")
                                .map(queue -> "LABELMILL_" + queue.toUpperCase(Locale.ROOT) + "_DEAD_LETTERS"))
                .filter(variable -> !BY_SWITCH.contains(variable))
                .toList();

        assertThat(read).hasSizeGreaterThan(6);
        for (FunctionName name : FunctionName.values()) {
            JsonNode variables = variables(template.properties(name.title() + "Function"));
            assertThat(read).allMatch(variables::has);
            assertThat(variables.size())
                    .as("and those that pick the function and have it primed")
                    .isEqualTo(read.size() + 2);
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void executables_are_primed_before_their_first_event(Template template) {
        for (FunctionName name : FunctionName.values()) {
            JsonNode function = template.properties(name.title() + "Function");

            assertThat(function.path("Runtime").asText()).isEqualTo("provided.al2023");
            assertThat(variables(function).path(SWITCH).asText()).isEqualTo("true");
        }
    }

    @Test
    void what_is_java_is_primed_with_its_snapshot_alone() throws IOException {
        Template other = Template.parse("other", Synthesised.once().template("other"));

        for (FunctionName name : FunctionName.values()) {
            JsonNode function = other.properties(name.title() + "Function");
            boolean java = function.path("Runtime").asText().equals("java25");

            assertThat(java)
                    .isEqualTo(function.has("SnapStart"))
                    .isNotEqualTo(variables(function).has(SWITCH));
        }
    }

    private static Stream<String> found(String source, String pattern) {
        return Pattern.compile(pattern)
                .matcher(Repository.source(source))
                .results()
                .map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void platform_money_is_counted_by_a_price_file_that_is_shipped_for_the_architecture(Template template) {
        JsonNode function = template.properties("ScoreFunction");
        String prices = variables(function).path("LABELMILL_PRICES").asText();

        assertThat(Repository.resource("prices/" + prices + ".json")).exists();
        assertThat(prices).endsWith("arm64");
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void each_is_traced_and_logs_to_a_group_that_forgets(Template template) {
        for (FunctionName name : FunctionName.values()) {
            JsonNode function = template.properties(name.title() + "Function");
            JsonNode log = template.properties(name.title() + "Log");

            assertThat(function.path("TracingConfig").path("Mode").asText()).isEqualTo("Active");
            assertThat(Template.rendered(function.path("LoggingConfig").path("LogGroup")))
                    .isEqualTo("<" + name.title() + "Log>");
            assertThat(log.path("LogGroupName").asText())
                    .isEqualTo("/aws/lambda/" + function.path("FunctionName").asText());
            assertThat(log.path("RetentionInDays").asInt()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void webhooks_come_in_by_one_door(Template template) {
        boolean url = !template.resources("AWS::Lambda::Url").isEmpty();
        boolean api = !template.resources("AWS::ApiGatewayV2::Api").isEmpty();

        assertThat(url).isNotEqualTo(api);
        if (api) {
            assertThat(template.properties("WebhookIntegration")
                            .path("PayloadFormatVersion")
                            .asText())
                    .isEqualTo("2.0");
            assertThat(Template.rendered(template.properties("WebhookDistribution")
                            .path("DistributionConfig")
                            .path("WebACLId")))
                    .isEqualTo("<WebhookAcl.Arn>");
        }
    }

    @ParameterizedTest
    @MethodSource(TEMPLATES)
    void the_template_deploys_by_itself(Template template) {
        assertThat(template.json().path("Parameters").has("BootstrapVersion")).isFalse();
        assertThat(template.json().toString()).doesNotContain("cdk-hnb659fds", "AWS::CDK::Metadata", "Custom::");
        assertThat(template.json().toString().length())
                .as("CloudFormation takes a template of 1 MB from S3, and 500 resources")
                .isLessThan(1_000_000);
    }

    private static JsonNode variables(JsonNode function) {
        return function.path("Environment").path("Variables");
    }
}
