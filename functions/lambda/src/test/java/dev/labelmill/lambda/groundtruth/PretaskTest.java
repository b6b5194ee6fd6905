package dev.labelmill.lambda.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretaskTest {

    private final Pretask pretask = new Pretask();

    private JsonNode answer(String line) {
        ObjectNode event = (ObjectNode) Events.sample("ground-truth/pretask.json");
        event.set("dataObject", Json.parse(line.getBytes(StandardCharsets.UTF_8)));
        return pretask.handle(event);
    }

    @Test
    void a_line_becomes_a_task_with_our_ids() {
        assertThat(pretask.handle(Events.sample("ground-truth/pretask.json")))
                .hasToString("{\"taskInput\":{\"taskObject\":\"s3://example-bucket/birds/0273f487d52c16d2.jpg\","
                        + "\"labelmill-batch\":\"birds\",\"labelmill-task\":\"0273f487d52c16d2\","
                        + "\"labelmill-dispatch\":\"d-0123456789abcdef\"},\"isHumanAnnotationRequired\":true}");
    }

    @Test
    void a_line_that_holds_its_text_becomes_a_task_of_the_text() {
        assertThat(answer("{\"source\":\"Good morning\"}"))
                .hasToString("{\"taskInput\":{\"taskObject\":\"Good morning\"},\"isHumanAnnotationRequired\":true}");
    }

    @ParameterizedTest
    @CsvSource({
        "isHumanAnnotationRequired,false",
        "humanAnnotationRequired,false",
        "isHumanAnnotationRequired,true",
        "humanAnnotationRequired,true"
    })
    void a_line_may_say_itself_whether_it_needs_people(String name, boolean said) {
        String line = "{\"source\":\"a\",\"%s\":%s}";

        assertThat(answer(line.formatted(name, said)).path("isHumanAnnotationRequired"))
                .hasToString(Boolean.toString(said));
        assertThat(answer(line.formatted(name, "\"" + said + "\"")).path("isHumanAnnotationRequired"))
                .hasToString(Boolean.toString(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|dataObject.source is missing",
                "{\"source\":7}|dataObject.source is not a string",
                "{\"source\":\"a\",\"isHumanAnnotationRequired\":\"no\"}"
                        + "|dataObject.isHumanAnnotationRequired is not true or false"
            })
    void what_is_wrong_with_a_line_is_said_without_its_content(String line, String sentence) {
        assertThatThrownBy(() -> answer(line)).hasMessage(sentence);
    }
}
