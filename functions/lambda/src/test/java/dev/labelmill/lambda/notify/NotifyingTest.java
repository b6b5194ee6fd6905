package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.Verdict;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.store.NoticeDelivery;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyingTest extends NotifiedEndpoint {

    @Test
    void a_notice_is_delivered_once_signed_by_every_valid_secret() {
        tell();
        tell();

        assertThat(receiver.asked()).hasSize(1);
        Asked asked = receiver.asked().get(0);
        assertThat(asked.toString()).isEqualTo("POST /hook");
        assertThat(asked.headers()).containsEntry("webhook-id", notice.id());
        assertThat(asked.body()).isEqualTo(notice.payload());
        for (String key : List.of(KEY, OLD_KEY)) {
            assertThat(new StandardWebhooks()
                            .verify(
                                    SecretRing.of(Secret.ofWebhookKey(key)),
                                    asked.headers(),
                                    asked.body().getBytes(StandardCharsets.UTF_8),
                                    stage.now))
                    .isInstanceOf(Verdict.Accepted.class);
        }
        assertThat(delivery().state()).isEqualTo(State.DELIVERED);
        assertThat(delivery().attempts())
                .extracting(NoticeDelivery.Attempt::outcome)
                .containsExactly("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice", "budget-notice"})
    void the_sample_messages_are_notices_that_are_delivered(String sample) {
        JsonNode event = Events.sample("sqs/" + sample + "-message.json");
        notifying().handle(event);
        work();

        JsonNode told = Json.parse(event.at("/Records/0/body").asText().getBytes(StandardCharsets.UTF_8))
                .path("notice");
        assertThat(receiver.asked()).hasSize(1);
        assertThat(receiver.asked().get(0).headers())
                .containsEntry("webhook-id", told.path("id").asText());
        assertThat(Json.parse(receiver.asked().get(0).body().getBytes(StandardCharsets.UTF_8))
                        .path("data"))
                .isEqualTo(told.path("data"));
    }

    @Test
    void an_endpoint_gets_what_it_wants_and_nothing_else() {
        endpoints.clear();
        endpoints.add(endpoint("certificates", Set.of(Notice.BATCH_CERTIFIED), Set.of()));
        endpoints.add(endpoint("others", Set.of(), Set.of("another")));
        endpoints.add(endpoint("phases", Set.of(Notice.BATCH_PHASE), Set.of("demo")));

        tell();

        assertThat(receiver.asked()).hasSize(1);
        assertThat(log.get("phases", day(), notice.id())).isPresent();
    }

    @Test
    void what_fails_is_tried_again_for_nearly_four_days_and_then_given_up() {
        receiver.answer(asked -> Said.status(500, "{}"));
        tell();
        assertThat(Duration.between(stage.now, delivery().next()))
                .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5500));

        var begun = stage.now;
        while (delivery().state() == State.WAITING) {
            goOn();
        }

        assertThat(receiver.asked()).hasSize(11);
        assertThat(delivery().state()).isEqualTo(State.GIVEN_UP);
        assertThat(Duration.between(begun, stage.now)).isBetween(Duration.ofHours(95), Duration.ofHours(106));
    }

    @Test
    void a_message_that_comes_before_its_time_waits_on() {
        receiver.answer(asked -> Said.status(503, "{}"));
        tell();

        notifying().handle(event(Continuation.of(delivery()).toMessage()));

        assertThat(receiver.asked()).hasSize(1);
        assertThat(delivery().tried()).isEqualTo(1);
    }

    @Test
    void a_receiver_may_ask_to_be_left_alone_but_not_for_ever() {
        receiver.answer(asked -> Said.later(429, "3600"));
        tell();
        assertThat(delivery().next()).isEqualTo(stage.now.plus(Duration.ofHours(1)));

        receiver.answer(asked -> Said.later(429, "999999999"));
        goOn();
        assertThat(delivery().next()).isEqualTo(stage.now.plus(Duration.ofDays(1)));
    }

    @Test
    void a_receiver_that_is_gone_gets_nothing_until_a_delivery_by_command_is_taken_or_its_address_is_another() {
        receiver.answer(asked -> Said.status(500, "{}"));
        Notice earlier = notice("digits\n2");
        tell(earlier);
        receiver.answer(asked -> Said.status(410, "{}"));
        tell();
        assertThat(delivery().state()).isEqualTo(State.GIVEN_UP);
        assertThat(receiver.asked()).hasSize(2);

        receiver.answer(asked -> Said.ok("{}"));
        tell(notice("digits\n4"));
        NoticeDelivery waiting = log.get("ops", day(), earlier.id()).orElseThrow();
        stage.now = waiting.next();
        notifying().handle(event(Continuation.of(waiting).toMessage()));
        assertThat(receiver.asked()).hasSize(2);
        assertThat(log.get("ops", day(), earlier.id())
                        .orElseThrow()
                        .attempts()
                        .get(1)
                        .outcome())
                .isEqualTo("not called: it answered 410 before");

        notifying().handle(redelivery());
        assertThat(delivery().state()).isEqualTo(State.DELIVERED);
        tell(notice("digits\n5"));
        assertThat(receiver.asked()).hasSize(4);

        receiver.answer(asked -> Said.status(410, "{}"));
        tell(notice("digits\n6"));
        receiver.answer(asked -> Said.ok("{}"));
        endpoints.set(0, elsewhere("ops"));
        tell(notice("digits\n7"));
        assertThat(receiver.asked()).hasSize(6);
    }

    @Test
    void a_redirect_is_not_followed_and_is_a_failure() {
        receiver.answer(asked -> new Said(
                307, Map.of("Location", receiver.root().resolve("/other").toString()), new byte[0]));

        tell();

        assertThat(receiver.asked()).extracting(Asked::path).containsExactly("/hook");
        assertThat(delivery().state()).isEqualTo(State.WAITING);
    }

    @Test
    void each_attempt_has_a_time_of_its_own_and_the_notice_one_id() {
        receiver.answer(asked -> Said.status(500, "{}"));
        tell();
        goOn();

        assertThat(receiver.asked())
                .extracting(asked -> asked.headers().get("webhook-id"))
                .containsOnly(notice.id());
        assertThat(receiver.asked())
                .extracting(asked -> asked.headers().get("webhook-timestamp"))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_endpoint_that_is_taken_away_gets_no_more() {
        receiver.answer(asked -> Said.status(500, "{}"));
        tell();
        endpoints.clear();

        goOn();

        assertThat(receiver.asked()).hasSize(1);
        assertThat(delivery().state()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void one_endpoint_that_fails_holds_no_other_up() {
        endpoints.add(elsewhere("elsewhere"));
        receiver.answer(asked -> asked.path().equals("/down") ? Said.status(500, "") : Said.ok("{}"));

        tell();

        assertThat(delivery().state()).isEqualTo(State.DELIVERED);
        assertThat(log.get("elsewhere", day(), notice.id()).orElseThrow().state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void an_endpoint_that_hangs_takes_an_invocation_of_its_own() {
        endpoints.add(endpoint("second", Set.of(), Set.of()));
        endpoints.add(endpoint("third", Set.of(), Set.of()));

        notifying().handle(event(notice.toMessage()));

        assertThat(receiver.asked()).isEmpty();
        List<JsonNode> messages = stage.drain(stage.notifyQueue);
        assertThat(messages)
                .extracting(message -> message.at("/delivery/endpoint").asText())
                .containsExactlyInAnyOrder("ops", "second", "third");
        notifying().handle(event(messages.get(0)));
        assertThat(receiver.asked()).hasSize(1);
    }

    @Test
    void a_message_comes_again_until_the_endpoints_can_be_read_and_nothing_is_given_up() {
        List<JsonNode> messages = new ArrayList<>(List.of(notice.toMessage()));
        for (int i = 0; i < 2; i++) {
            JsonNode message = messages.get(i);
            readable = false;
            assertThat(notifying().handle(event(message)).path("batchItemFailures"))
                    .hasSize(1);
            readable = true;
            assertThat(notifying().handle(event(message)).path("batchItemFailures"))
                    .isEmpty();
            messages.addAll(stage.drain(stage.notifyQueue));
        }

        assertThat(receiver.asked()).hasSize(1);
        assertThat(delivery().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void a_delivery_that_is_not_due_waits_on_whether_the_endpoints_can_be_read_or_not() {
        receiver.answer(asked -> Said.status(503, "{}"));
        tell();
        readable = false;

        JsonNode answer = notifying().handle(event(Continuation.of(delivery()).toMessage()));

        assertThat(answer.path("batchItemFailures")).isEmpty();
    }

    @Test
    void a_batch_that_is_done_tells_its_certificate_too() {
        stage.upload(
                "results/digits/report.json",
                "{\"verdict\":\"met\",\"certificate\":{\"errorBound\":0.05,\"confidence\":0.95,\"strata\":[]}}");
        Notice done = Notice.of(
                Notice.BATCH_PHASE,
                "digits\n9",
                stage.now,
                "demo",
                Json.object().put("batch", "digits").put("project", "demo").put("phase", "DONE"));

        tell(done);

        assertThat(receiver.asked())
                .extracting(asked -> Json.parse(asked.body().getBytes(StandardCharsets.UTF_8))
                        .path("type")
                        .asText())
                .containsExactlyInAnyOrder("batch.phase", "batch.certified");
        assertThat(receiver.asked())
                .extracting(asked -> Json.parse(asked.body().getBytes(StandardCharsets.UTF_8))
                        .at("/data/errorBound")
                        .asDouble())
                .contains(0.05);
    }
}
