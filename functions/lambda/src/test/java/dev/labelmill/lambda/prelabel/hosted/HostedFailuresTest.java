package dev.labelmill.lambda.prelabel.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.hosted.CallSettings;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.prelabel.Attempt;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What becomes of items whose calls fail, and what that costs. */
class HostedFailuresTest extends HostedCalls {

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
            HostedLabeler.Asked asked = labeler.ask(items, AskingTime.begin(clock, timeout));

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
    void a_call_that_would_outlast_the_function_is_cut_off_and_paid_and_where_no_other_was_answered_it_is_said() {
        server.answering(request -> Response.silence());
        timeout = Duration.ofSeconds(2);

        HostedLabeler.Asked asked = ask(LABELS, own(), new Content.Bytes("image/png", new byte[] {1}));

        assertThat(asked.answers()).containsExactly(new Answer.Late(true));
        assertThat(Verdict.of(asked.answers()).later().orElseThrow()).contains("give prelabel a longer timeout");
        assertThat(asked.picos()).isEqualTo(1_000_000_000);
    }

    @Test
    void no_call_begins_when_the_functions_time_is_nearly_over() {
        Instant start = Instant.EPOCH;
        Iterator<Instant> instants = List.of(start, start.plusSeconds(251)).iterator();
        clock = instants::next;

        HostedLabeler.Asked asked = ask(LABELS, own(), new Content.Bytes("image/png", new byte[] {1}));

        assertThat(asked.answers()).containsExactly(new Answer.Late(false));
        assertThat(Verdict.of(asked.answers())).isEqualTo(new Verdict(Optional.empty(), Optional.empty()));
        assertThat(asked.picos()).isZero();
        assertThat(server.received()).isEmpty();
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
}
