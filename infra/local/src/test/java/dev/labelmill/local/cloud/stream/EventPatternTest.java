package dev.labelmill.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': ['x', 'y']}                          | {'a': 'y'}             | true",
                "{'a': ['x', 'y']}                          | {'a': 'z'}             | false",
                "{'a': ['x']}                               | {}                     | false",
                "{'a': [null]}                              | {'a': null}            | true",
                "{'a': [{'prefix': 'LABEL#'}]}              | {'a': 'LABEL#v#w'}     | true",
                "{'a': [{'prefix': 'LABEL#'}]}              | {'a': 'TASK'}          | false",
                "{'a': [{'prefix': 'LABEL#'}]}              | {'a': 7}               | false",
                "{'a': [{'suffix': '.png'}]}                | {'a': 'cat.png'}       | true",
                "{'a': [{'exists': true}]}                  | {'a': 0}               | true",
                "{'a': [{'exists': false}]}                 | {'b': 0}               | true",
                "{'a': [{'exists': false}]}                 | {'a': 0}               | false",
                "{'a': [{'anything-but': ['x']}]}           | {'a': 'y'}             | true",
                "{'a': [{'anything-but': ['x']}]}           | {'a': 'x'}             | false",
                "{'a': {'b': ['x']}}                        | {'a': {'b': 'x'}}      | true",
                "{'a': {'b': ['x']}}                        | {'a': 'x'}             | false",
                "{'a': ['x'], 'b': ['y']}                   | {'a': 'x', 'b': 'z'}   | false",
            })
    void every_field_must_match_by_one_of_its_alternatives(String pattern, String event, boolean matches) {
        assertThat(new EventPattern(json(pattern)).test(json(event))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': [{'numeric': ['>', 1]}]}", "{'a': 'x'}", "{'a': [{'prefix': 1}]}"})
    void a_rule_that_is_not_known_is_told_before_any_event_comes(String pattern) {
        assertThatThrownBy(() -> new EventPattern(json(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event pattern");
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
