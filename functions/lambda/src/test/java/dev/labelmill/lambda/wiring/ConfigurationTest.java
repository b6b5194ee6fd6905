package dev.labelmill.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private static Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LABELMILL_STAGE", "test",
                "LABELMILL_BUCKET", "b",
                "LABELMILL_TABLE", "t",
                "LABELMILL_INTAKE_QUEUE", "i",
                "LABELMILL_PRELABEL_QUEUE", "p",
                "LABELMILL_TRAIN_QUEUE", "t",
                "LABELMILL_FINISH_QUEUE", "f",
                "LABELMILL_SECRETS", "s",
                "LABELMILL_TIMEOUT", "300",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"));
        environment.put("LABELMILL_COLLECT_QUEUE", "c");
        environment.put("LABELMILL_NOTIFY_QUEUE", "n");
        environment.put("LABELMILL_ENDPOINTS", "ssm:/endpoints");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    @Test
    void pre_trained_models_run_where_it_says_true_and_nowhere_else() {
        assertThat(Configuration.of(environment("LABELMILL_PRETRAINED", "true")).pretrained())
                .isTrue();
        assertThat(Configuration.of(environment("LABELMILL_PRETRAINED", "false"))
                        .pretrained())
                .isFalse();
        assertThat(Configuration.of(environment()).pretrained()).isFalse();
    }

    @Test
    void a_slip_in_a_truth_value_is_said_and_does_not_count_as_false() {
        assertThatThrownBy(() -> Configuration.of(environment("LABELMILL_PRETRAINED", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LABELMILL_PRETRAINED must be true or false, not \"yes\"");
    }
}
