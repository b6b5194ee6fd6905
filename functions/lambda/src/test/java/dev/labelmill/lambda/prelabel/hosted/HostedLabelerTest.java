package dev.labelmill.lambda.prelabel.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.hosted.CallSettings;
import dev.labelmill.core.hosted.HostedModel;
import dev.labelmill.core.hosted.HostedSettings;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.hosted.ModelPrice;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The SDK's own clients against the services' documented wire formats. */
class HostedLabelerTest {

    private static final List<String> CLASSES = List.of("bad", "good");
    private static final Offset<Double> TINY = Offset.offset(1e-6);

    private static final String CONVERSED = """
            {"output": {"message": {"role": "assistant", "content": [{"toolUse": {"toolUseId": "tooluse_1",
              "name": "give_label", "input": {"answers": [
                {"class": "good", "probability": 0.9}, {"class": "bad", "probability": 0.1}]}}}]}},
             "stopReason": "tool_use", "usage": {"inputTokens": 420, "outputTokens": 30, "totalTokens": 450},
             "metrics": {"latencyMs": 551}}""";

    private static final String DETECTED = """
            {"Labels": [{"Name": "Dog", "Confidence": 98.0, "Instances": [], "Parents": [{"Name": "Pet"}]},
                        {"Name": "Pet", "Confidence": 98.0, "Instances": [], "Parents": []}],
             "LabelModelVersion": "3.0"}""";

    private static final String CLASSIFIED =
            "[{\"label\": \"POSITIVE\", \"score\": 0.75}, {\"label\": \"NEGATIVE\", \"score\": 0.25}]";

    private static final HostedModel CONVERSE =
            new HostedModel.Converse("amazon.nova-lite-v1:0", "Is the review good?", 200, 0);
    private static final HostedModel LABELS = new HostedModel.DetectLabels(50, 20);
    private static final LabelNames SENTIMENT =
            new LabelNames(Map.of("POSITIVE", "good", "NEGATIVE", "bad"), Optional.empty());

    private final ModelServer server = new ModelServer(request -> Response.ok(CONVERSED));

    @AfterEach
    void stop() {
        server.close();
    }

    private static HostedModel endpoint(int itemsPerCall, String pointer, List<String> labels) {
        return new HostedModel.Endpoint(
                "sentiment", "", "inputs", "{\"top_k\":null}", itemsPerCall, pointer, labels, false);
    }

    private static HostedSettings settings(HostedModel model, LabelNames names, CallSettings calls) {
        ModelPrice price = model instanceof HostedModel.Converse
                ? new ModelPrice(0, 60_000, 240_000)
                : new ModelPrice(1_000_000_000, 0, 0);
        return new HostedSettings(model, names, calls, Optional.of(price));
    }

    private HostedLabeler.Asked ask(HostedModel model, LabelNames names, Content... contents) {
        return ask(model, names, new CallSettings(4, 30, 3), 8, List.of(contents));
    }

    private HostedLabeler.Asked ask(
            HostedModel model, LabelNames names, CallSettings calls, int cap, List<Content> contents) {
        ModelAccess access = new ModelAccess(Set.of(model.id()), cap, "", Map.of());
        try (HostedLabeler labeler =
                HostedLabeler.of(settings(model, names, calls), CLASSES, access, server.clients())) {
            List<Supplier<Attempt<Content>>> items = new ArrayList<>();
            contents.forEach(content -> items.add(() -> new Attempt<>(content, null)));
            return labeler.ask(items);
        }
    }

    private HostedLabeler.Asked converse() {
        return ask(CONVERSE, own(), new Content.Text("a fine thing"));
    }

    private static LabelNames own() {
        return new LabelNames(Map.of(), Optional.empty());
    }

    private static double[] opinion(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Opinion.class);
        return ((Answer.Opinion) answer).distribution();
    }

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

        assertThat(asked.answers().get(0)).isInstanceOf(Answer.None.class);
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
    void what_is_throttled_is_tried_again_and_costs_once() {
        server.first(Response.error(429, "ThrottlingException"));

        HostedLabeler.Asked asked = converse();

        assertThat(asked.answers().get(0)).isInstanceOf(Answer.Opinion.class);
        assertThat(server.received()).hasSize(2);
        assertThat(asked.picos()).isEqualTo(420 * 60_000L + 30 * 240_000L);
    }

    @Test
    void what_stays_throttled_is_said_so_and_costs_nothing() {
        server.answering(request -> Response.error(400, "ProvisionedThroughputExceededException"));

        HostedLabeler.Asked asked = ask(LABELS, own(), new Content.Bytes("image/png", new byte[] {1}));

        assertThat(asked.answers().get(0)).isInstanceOf(Answer.Throttled.class);
        assertThat(server.received()).hasSize(3);
        assertThat(asked.picos()).isZero();
    }

    @Test
    void a_server_error_is_tried_as_often_as_the_batch_says() {
        server.answering(request -> Response.error(503, "ServiceUnavailableException"));

        assertThat(converse().answers().get(0))
                .isEqualTo(new Answer.Trouble(
                        "bedrock/amazon.nova-lite-v1:0 was in trouble: ServiceUnavailableException"));
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void a_refused_item_is_not_sent_again_and_nothing_of_it_is_told() {
        server.answering(request -> Response.error(400, "ValidationException"));

        assertThat(converse().answers().get(0))
                .isEqualTo(new Answer.Refused("bedrock/amazon.nova-lite-v1:0 refused the item: ValidationException"));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void of_items_that_are_refused_together_only_the_odd_one_is_left_without_an_answer() {
        server.answering(request -> request.json().toString().contains("poison")
                ? Response.error(400, "ValidationException")
                : Response.ok("["
                        + String.join(
                                ",",
                                Collections.nCopies(request.json().get("inputs").size(), CLASSIFIED)) + "]"));
        List<Content> texts = IntStream.range(0, 10)
                .<Content>mapToObj(n -> new Content.Text(n == 6 ? "poison" : "text " + n))
                .toList();

        HostedLabeler.Asked asked = ask(endpoint(16, "", List.of()), SENTIMENT, new CallSettings(4, 30, 3), 8, texts);

        assertThat(asked.answers()).hasSize(10);
        assertThat(asked.answers().get(6)).isInstanceOf(Answer.Refused.class);
        assertThat(asked.answers().stream().filter(Answer.Opinion.class::isInstance))
                .hasSize(9);
        assertThat(Verdict.of(asked.answers())).isEqualTo(new Verdict(Optional.empty(), Optional.empty()));
    }

    @Test
    void where_all_are_refused_together_and_alone_the_batch_cannot_go_on() {
        server.answering(request -> Response.error(400, "ValidationException"));
        List<Content> texts = IntStream.range(0, 4)
                .<Content>mapToObj(n -> new Content.Text("text " + n))
                .toList();

        HostedLabeler.Asked asked = ask(endpoint(16, "", List.of()), SENTIMENT, new CallSettings(4, 30, 3), 8, texts);

        assertThat(Verdict.of(asked.answers()).batch().orElseThrow()).contains("ValidationException");
    }

    @Test
    void an_item_whose_content_does_not_come_takes_no_paid_answer_with_it_and_is_asked_about_again() {
        ModelAccess access = new ModelAccess(Set.of(CONVERSE.id()), 8, "", Map.of());
        List<Supplier<Attempt<Content>>> items = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            int item = n;
            items.add(() -> {
                if (item == 3) {
                    throw SdkClientException.create("the bucket is slow, secret content of an item");
                }
                return new Attempt<>(new Content.Text("text " + item), null);
            });
        }
        try (HostedLabeler labeler = HostedLabeler.of(
                settings(CONVERSE, own(), new CallSettings(4, 30, 3)), CLASSES, access, server.clients())) {
            HostedLabeler.Asked asked = labeler.ask(items);

            assertThat(asked.answers().stream().filter(Answer.Opinion.class::isInstance))
                    .hasSize(9);
            assertThat(asked.picos()).isEqualTo(9 * (420 * 60_000L + 30 * 240_000L));
            assertThat(Verdict.of(asked.answers()).later().orElseThrow())
                    .contains("SdkClientException")
                    .doesNotContain("secret");
            assertThat(Verdict.of(asked.answers()).batch()).isEmpty();
        }
    }

    @Test
    void a_model_that_may_not_be_called_is_told_from_an_item_that_is_refused() {
        server.answering(request -> Response.error(403, "AccessDeniedException"));

        assertThat(converse().answers().get(0)).isInstanceOf(Answer.Forbidden.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void an_attempt_that_was_not_answered_is_tried_again_and_paid_as_if_it_had_been() {
        server.answering(request -> Response.ok(DETECTED));
        server.first(Response.silence());

        HostedLabeler.Asked asked = ask(
                LABELS,
                new LabelNames(Map.of("Dog", "good"), Optional.of("bad")),
                new CallSettings(1, 3, 2),
                8,
                List.of(new Content.Bytes("image/png", new byte[] {1})));

        assertThat(asked.answers().get(0)).isInstanceOf(Answer.Opinion.class);
        assertThat(server.received()).hasSize(2);
        assertThat(asked.picos()).isEqualTo(2_000_000_000L);
    }

    @Test
    void answers_that_cannot_be_used_are_paid_for_and_say_why() {
        for (String broken : List.of(
                CONVERSED.replace("\"tool_use\"", "\"max_tokens\""),
                CONVERSED.replace("\"good\"", "\"fine\""),
                CONVERSED.replace("0.9", "1.9"),
                CONVERSED.replace("0.9", "0.5"),
                CONVERSED.replace("\"answers\"", "\"replies\""),
                CONVERSED.replace("give_label", "other"))) {
            server.first(Response.ok(broken));

            HostedLabeler.Asked asked = converse();

            assertThat(asked.answers().get(0)).as(broken).isInstanceOf(Answer.None.class);
            assertThat(asked.picos()).isEqualTo(420 * 60_000L + 30 * 240_000L);
        }
    }

    @Test
    void an_endpoints_answer_that_is_no_json_or_has_no_probabilities_leaves_the_item_to_people() {
        for (String broken :
                List.of("<html>", "{}", "[{\"label\":\"POSITIVE\"}]", "[{\"label\":\"?\",\"score\":0.5}]")) {
            server.first(Response.ok(broken));

            HostedLabeler.Asked asked = ask(endpoint(1, "", List.of()), SENTIMENT, new Content.Text("x"));

            assertThat(asked.answers().get(0)).as(broken).isInstanceOf(Answer.None.class);
            assertThat(asked.picos()).isEqualTo(1_000_000_000);
        }
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
