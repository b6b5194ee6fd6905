package dev.labelmill.lambda.prelabel.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.hosted.CallSettings;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The SDK's own clients against the services' documented wire formats. */
class HostedLabelerTest extends HostedCalls {

    @Test
    void bedrock_answers_through_the_tool_and_its_tokens_are_paid() {
        HostedLabeler.Asked asked = converse();

        assertThat(opinion(asked.answers().get(0))).containsExactly(new double[] {.1, .9}, TINY);
        assertThat(asked.picos()).isEqualTo(420 * 60_000L + 30 * 240_000L);
        JsonNode request = server.received().get(0).json();
        assertThat(server.received().get(0).path()).isEqualTo("/model/amazon.nova-lite-v1:0/converse");
        assertThat(request.at("/messages/0/content/0/text").asText()).isEqualTo("a fine thing");
        assertThat(request.at("/system/0/text").asText()).startsWith("Is the review good?");
        assertThat(request.at("/toolConfig/toolChoice/tool/name").asText()).isEqualTo("give_label");
        assertThat(request.at(
                                "/toolConfig/tools/0/toolSpec/inputSchema/json/properties/answers/items/properties/class/enum")
                        .toString())
                .isEqualTo("[\"bad\",\"good\"]");
        assertThat(request.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(200);
    }

    @Test
    void rekognition_labels_become_the_odds_of_classes() {
        server.answering(request -> Response.ok(DETECTED));
        LabelNames dogs = new LabelNames(Map.of("Dog", "good"), Optional.of("bad"));

        HostedLabeler.Asked asked = ask(LABELS, dogs, new Content.Bytes("image/png", new byte[] {1, 2, 3}));

        assertThat(opinion(asked.answers().get(0))).containsExactly(new double[] {1 / 50.0, 49 / 50.0}, TINY);
        assertThat(asked.picos()).isEqualTo(1_000_000_000);
        JsonNode request = server.received().get(0).json();
        assertThat(request.at("/Image/Bytes").asText()).isEqualTo("AQID");
        assertThat(request.at("/MinConfidence").asInt()).isEqualTo(50);
    }

    @Test
    void an_image_that_rekognition_does_not_take_is_not_paid_for() {
        HostedLabeler.Asked asked = ask(LABELS, own(), new Content.Bytes("image/gif", new byte[] {1}));

        assertThat(asked.answers().get(0)).isInstanceOf(Answer.Unfit.class);
        assertThat(asked.picos()).isZero();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void an_endpoint_takes_several_texts_and_gives_labels_with_scores_for_each() {
        server.answering(request -> Response.ok("[" + CLASSIFIED + "," + CLASSIFIED + "]"));

        HostedLabeler.Asked asked =
                ask(endpoint(2, "", List.of()), SENTIMENT, new Content.Text("x"), new Content.Text("y"));

        assertThat(asked.answers()).hasSize(2);
        assertThat(opinion(asked.answers().get(1))).containsExactly(new double[] {.25, .75}, TINY);
        assertThat(asked.picos()).isEqualTo(1_000_000_000);
        assertThat(server.received().get(0).path()).isEqualTo("/endpoints/sentiment/invocations");
        assertThat(server.received().get(0).contentType()).isEqualTo("application/json");
        assertThat(server.received().get(0).json())
                .hasToString("{\"inputs\":[\"x\",\"y\"],\"parameters\":{\"top_k\":null}}");
    }

    @Test
    void an_endpoints_bare_numbers_are_found_where_batch_json_says() {
        server.answering(request -> Response.ok("{\"predictions\": [{\"p\": [0.2, 0.8]}]}"));

        HostedLabeler.Asked asked = ask(
                endpoint(1, "/predictions/0/p", List.of("good", "bad")),
                own(),
                new Content.Bytes("image/png", new byte[] {9}));

        assertThat(opinion(asked.answers().get(0))).containsExactly(new double[] {.8, .2}, TINY);
        assertThat(server.received().get(0).contentType()).isEqualTo("image/png");
        assertThat(server.received().get(0).body()).containsExactly(9);
    }

    @Test
    void no_more_calls_are_under_way_than_the_deployment_allows() {
        server.working(Duration.ofMillis(20));
        List<Content> many = Collections.nCopies(30, new Content.Text("x"));

        HostedLabeler.Asked asked = ask(CONVERSE, own(), new CallSettings(64, 30, 1), 3, many);

        assertThat(asked.answers()).hasSize(30).allMatch(Answer.Opinion.class::isInstance);
        assertThat(server.most()).isLessThanOrEqualTo(3);
        assertThat(asked.picos()).isEqualTo(30 * (420 * 60_000L + 30 * 240_000L));
    }

    @Test
    void answers_come_in_the_order_of_the_items() {
        server.answering(request -> {
            boolean even = request.json().at("/messages/0/content/0/text").asInt() % 2 == 0;
            return Response.ok(even ? CONVERSED : CONVERSED.replace("tool_use", "max_tokens"));
        });
        List<Content> numbers = IntStream.range(0, 20)
                .<Content>mapToObj(i -> new Content.Text(Integer.toString(i)))
                .toList();

        List<Answer> answers =
                ask(CONVERSE, own(), new CallSettings(8, 30, 1), 8, numbers).answers();

        for (int i = 0; i < 20; i++) {
            assertThat(answers.get(i) instanceof Answer.Opinion).as("item " + i).isEqualTo(i % 2 == 0);
        }
    }
}
