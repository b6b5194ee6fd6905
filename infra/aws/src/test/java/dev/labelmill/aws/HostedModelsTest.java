package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.aws.Template.Statement;
import dev.labelmill.aws.stage.FunctionName;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The right to call hosted models. */
class HostedModelsTest {

    private static final Set<String> ACTIONS =
            Set.of("sagemaker:InvokeEndpoint", "bedrock:InvokeModel", "rekognition:DetectLabels");

    private static Template other() throws IOException {
        return Template.parse("other", Synthesised.once().template("other"));
    }

    private static List<Statement> calls(Template template, FunctionName function) {
        return template.rights(function.title() + "Role").stream()
                .filter(statement -> statement.actions().stream().anyMatch(ACTIONS::contains))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.labelmill.aws.Template#committed")
    void a_stage_that_lists_no_models_has_no_right_to_any(Template template) {
        assertThat(Stream.of(FunctionName.values()).flatMap(name -> calls(template, name).stream()))
                .isEmpty();
        assertThat(template.json().toString()).doesNotContain("LABELMILL_MODELS");
    }

    @Test
    void only_prelabel_may_call_models_and_those_alone_that_the_stage_lists() throws IOException {
        Template template = other();

        for (FunctionName name : FunctionName.values()) {
            assertThat(calls(template, name)).as(name.export()).hasSize(name == FunctionName.PRELABEL ? 3 : 0);
        }
        assertThat(calls(template, FunctionName.PRELABEL))
                .extracting(statement ->
                        statement.actions() + " " + statement.json().path("Resource"))
                .containsExactlyInAnyOrder(
                        "[sagemaker:InvokeEndpoint] {\"Fn::Sub\":\"arn:${AWS::Partition}:sagemaker:${AWS::Region}:"
                                + "${AWS::AccountId}:endpoint/sentiment\"}",
                        "[bedrock:InvokeModel] [{\"Fn::Sub\":\"arn:${AWS::Partition}:bedrock:${AWS::Region}::"
                                + "foundation-model/amazon.nova-lite-v1:0\"},{\"Fn::Sub\":\"arn:${AWS::Partition}:bedrock:"
                                + "${AWS::Region}:${AWS::AccountId}:inference-profile/us.amazon.nova-pro-v1:0\"},"
                                + "{\"Fn::Sub\":\"arn:${AWS::Partition}:bedrock:us-east-1::foundation-model/"
                                + "amazon.nova-pro-v1:0\"},{\"Fn::Sub\":\"arn:${AWS::Partition}:bedrock:us-west-2::"
                                + "foundation-model/amazon.nova-pro-v1:0\"}]",
                        "[rekognition:DetectLabels] \"*\"");
    }

    @Test
    void intake_and_prelabel_are_told_which_models_they_may_call() throws IOException {
        for (FunctionName name : FunctionName.values()) {
            String told = other().properties(name.title() + "Function")
                    .path("Environment")
                    .path("Variables")
                    .path("LABELMILL_MODELS")
                    .asText();

            assertThat(told)
                    .as(name.export())
                    .isEqualTo(
                            name == FunctionName.INTAKE || name == FunctionName.PRELABEL
                                    ? "{\"sagemaker\":[\"Sentiment\"],\"bedrock\":[\"amazon.nova-lite-v1:0\","
                                            + "\"us.amazon.nova-pro-v1:0\"],\"rekognition\":true,\"concurrency\":6}"
                                    : "");
        }
    }
}
