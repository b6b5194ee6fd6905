package dev.labelmill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.aws.stage.FunctionName;
import dev.labelmill.aws.stage.InvalidStage;
import dev.labelmill.aws.stage.StageReader;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pre-trained models, which a stage runs or does not. */
class PretrainedTest {

    private static final Set<FunctionName> RUN_MODELS = Set.of(FunctionName.PRELABEL, FunctionName.TRAIN);

    private static Template other() throws IOException {
        return Template.parse("other", Synthesised.once().template("other"));
    }

    private static boolean readsModels(Template template) {
        return template.rights("IntakeRole").stream()
                .anyMatch(statement -> statement.json().toString().contains("/models/*"));
    }

    @ParameterizedTest
    @MethodSource("dev.labelmill.aws.Template#committed")
    void a_stage_runs_none_unless_it_says_so(Template template) {
        assertThat(template.json().toString())
                .doesNotContain("LABELMILL_PRETRAINED")
                .doesNotContain("OnnxKey");
        assertThat(readsModels(template)).isFalse();
    }

    @Test
    void prelabel_and_train_run_from_the_package_that_has_them_and_every_function_is_told() throws IOException {
        Template other = other();

        for (FunctionName name : FunctionName.values()) {
            JsonNode function = other.properties(name.title() + "Function");
            JsonNode variables = function.path("Environment").path("Variables");
            String key = Template.rendered(function.path("Code").path("S3Key"));

            assertThat(variables.path("LABELMILL_PRETRAINED").asText()).isEqualTo("true");
            assertThat(key.equals("<OnnxKey>")).as(name.export()).isEqualTo(RUN_MODELS.contains(name));
            assertThat(variables.has("DJL_CACHE_DIR")).as(name.export()).isEqualTo(RUN_MODELS.contains(name));
        }
        assertThat(other.properties("PrelabelFunction").path("Runtime").asText())
                .isEqualTo("java25");
        assertThat(readsModels(other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "train": { "memory": 2048, "timeout": 60, "runtime": "snap-start-onnx" } | "train": { "memory": 2048, "timeout": 60 } | the runtime "snap-start-onnx" is for prelabel and train, and for both
            "train": { "memory": 2048 | "train": { "memory": 1024 | functions.train.memory must be at least 1769
            "finish": { "memory": 512, "timeout": 60 } | "finish": { "memory": 2048, "timeout": 60, "runtime": "snap-start-onnx" } | is for prelabel and train, and for both
            """)
    void a_stage_that_runs_them_by_halves_is_refused(String right, String wrong, String message) {
        assertThat(OtherStage.json()).contains(right);

        assertThatThrownBy(
                        () -> StageReader.parse("other.json", OtherStage.json().replace(right, wrong)))
                .isInstanceOf(InvalidStage.class)
                .hasMessageContaining(message);
    }
}
