package dev.labelmill.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariableTest {

    private static final JsonNode BODY = json("""
            {"widgets": [{"type": "metric", "properties": {"region": "us-east-1", "title": "Queue intake", "metrics": [
              ["AWS/SQS", "A", "QueueName", "intake"], ["...", "finish"],
              [{"expression": "SEARCH('QueueName=\\"intake\\"', 'Sum')"}]]}}]}""");

    @Test
    void a_property_is_set_as_dimension_and_as_property_of_widgets() {
        Variable queue = variable("{\"type\": \"property\", \"property\": \"QueueName\", \"id\": \"q\"}");
        Variable region = variable("{\"type\": \"property\", \"property\": \"region\", \"id\": \"r\"}");

        JsonNode set = region.set(queue.set(BODY, "score"), "eu-west-1");

        JsonNode properties = set.path("widgets").get(0).path("properties");
        assertThat(properties.path("metrics").get(0).get(3).asText()).isEqualTo("score");
        assertThat(properties.path("region").asText()).isEqualTo("eu-west-1");
        assertThat(properties.path("title").asText()).isEqualTo("Queue intake");
    }

    @Test
    void a_pattern_is_replaced_wherever_it_stands() {
        Variable queue = variable("{\"type\": \"pattern\", \"pattern\": \"intake\", \"id\": \"q\"}");

        String set = queue.set(BODY, "score").toString();

        assertThat(set)
                .contains("Queue score", "[\"AWS/SQS\",\"A\",\"QueueName\",\"score\"]", "QueueName=\\\"score\\\"")
                .doesNotContain("intake");
        assertThat(BODY.toString()).contains("Queue intake");
    }

    @Test
    void cloudformation_fills_in_names_and_leaves_what_is_marked() {
        assertThat(Substitution.fill("${Stage} ${!LAST} ${AWS::Region}", Map.of("Stage", "dev$1", "AWS::Region", "eu")))
                .isEqualTo("dev$1 ${LAST} eu");
        assertThatThrownBy(() -> Substitution.fill("${Stack}", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The dashboard asks for ${Stack}, which has no value");
    }

    private static Variable variable(String text) {
        return Variable.of(json(text));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
