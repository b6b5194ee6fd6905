package dev.labelmill.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {

    private static final Set<String> KNOWN = Set.of("1", "2");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}", "\"done\""})
    void what_names_no_failure_is_success(String answer) {
        assertThat(parse(answer)).map(BatchAnswer::failures).hasValue(Set.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"unknown\"}]}",
                "{\"batchItemFailures\":[{\"id\":\"1\"}]}"
            })
    void what_cannot_be_understood_fails_the_whole_batch(String answer) {
        assertThat(parse(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}],\"state\":{\"n\":1}}")
    void named_failures_and_state_are_read(String answer) {
        assertThat(parse(answer)).hasValueSatisfying(read -> {
            assertThat(read.failures()).containsExactly("2");
            assertThat(read.state().orElseThrow().path("n").asInt()).isEqualTo(1);
        });
    }

    private static Optional<BatchAnswer> parse(String answer) {
        return BatchAnswer.parse(answer.getBytes(StandardCharsets.UTF_8), KNOWN);
    }
}
