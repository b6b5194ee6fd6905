package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.lambda.vendor.TaskRequest;
import dev.labelmill.lambda.webhook.GateOutcome.Admitted;
import dev.labelmill.lambda.webhook.GateOutcome.Answered;
import dev.labelmill.lambda.webhook.GateOutcome.Asking;
import dev.labelmill.lambda.webhook.GateOutcome.Unusable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookGateTest {
    private static final FunctionUrlEvent GOOD = SampleEvents.request("webhook/labels-submitted.json");

    private final ForgeryCounter forgeries = new ForgeryCounter(() -> SampleEvents.SIGNED_AT);
    private final WebhookGate gate = gateAt(SampleEvents.SIGNED_AT);

    @ParameterizedTest
    @CsvSource({
        "webhook/labels-submitted.json, crowd, 2, 0",
        "webhook/labels-submitted-base64.json, crowd, 2, 0",
        "webhook/labels-deleted.json, crowd, 1, 0",
        "webhook/one-bad-label.json, crowd, 1, 1",
        "label-studio/annotation-created.json, ls, 1, 0",
        "label-studio/annotation-updated.json, ls, 1, 0",
        "label-studio/annotations-created.json, ls, 2, 0"
    })
    void what_a_vendor_signed_is_admitted(String file, String vendor, int labels, int problems) {
        assertThat(gate.admit(SampleEvents.request(file))).isInstanceOfSatisfying(Admitted.class, admitted -> {
            assertThat(admitted.vendor()).isEqualTo(vendor);
            assertThat(admitted.payload().labels()).hasSize(labels);
            assertThat(admitted.payload().problems()).hasSize(problems);
        });
        assertThat(forgeries.drain()).isEmpty();
    }

    @Test
    void the_signed_id_of_the_delivery_rides_on_its_labels() {
        assertThat(gate.admit(GOOD))
                .isInstanceOfSatisfying(
                        Admitted.class,
                        admitted -> assertThat(admitted.payload().labels())
                                .extracting(IncomingLabel::deliveryId)
                                .containsOnly("msg_labelmill_sample_1"));
    }

    @ParameterizedTest
    @CsvSource({"webhook/ten-levels-deep.json, crowd, 400, the body is nested more than 9 levels deep"})
    void what_is_signed_but_of_no_use_is_kept_with_its_reason(String file, String vendor, int status, String reason) {
        assertThat(gate.admit(SampleEvents.request(file))).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.vendor()).isEqualTo(vendor);
            assertThat(unusable.reason()).isEqualTo(reason);
            assertThat(unusable.response()).isEqualTo(FunctionUrlResponse.error(status, reason));
            assertThat(SampleEvents.body(file)).startsWith(unusable.excerpt());
        });
    }

    @ParameterizedTest
    @CsvSource({"webhook/wrong-signature.json, WRONG_SIGNATURE", "webhook/stale.json, STALE"})
    void what_is_not_proven_is_answered_401_and_counted(String file, Reason reason) {
        assertRefused(SampleEvents.request(file), reason);
    }

    @Test
    void a_delivery_that_is_replayed_after_the_window_is_refused() {
        assertThat(gateAt(SampleEvents.SIGNED_AT.plusSeconds(300)).admit(GOOD)).isInstanceOf(Admitted.class);
        assertThat(gateAt(SampleEvents.SIGNED_AT.plusSeconds(301)).admit(GOOD)).isInstanceOf(Answered.class);
    }

    @Test
    void a_signed_query_string_asks_for_tasks() {
        assertThat(gateAt(SampleEvents.SIGNED_AT).admit(SampleEvents.request("webhook/tasks-asked-for.json")))
                .isEqualTo(new Asking("crowd", "msg_labelmill_sample_tasks_2", new TaskRequest.Wanted("w3", 3)));
    }

    @Test
    void a_vendor_that_nobody_knows_gets_the_answer_of_a_wrong_signature() {
        assertRefused(at("POST", "/webhooks/nobody", GOOD.headers()), Reason.NO_SECRET);
    }

    @Test
    void one_vendors_signature_opens_no_other_vendors_door() {
        assertRefused(at("POST", "/webhooks/ls", GOOD.headers()), Reason.MISSING_HEADER);
    }

    @Test
    void a_request_without_a_signature_is_refused() {
        assertRefused(at("POST", "/webhooks/crowd", Map.of()), Reason.MISSING_HEADER);
    }

    @Test
    void a_static_secret_that_is_wrong_is_refused() {
        FunctionUrlEvent sample = SampleEvents.request("label-studio/annotation-created.json");
        Map<String, String> headers = new HashMap<>(sample.headers());
        headers.put("x-labelmill-secret", "labelmill-sample-label-studio-secreT");

        assertRefused(
                new FunctionUrlEvent(
                        sample.rawPath(),
                        "",
                        headers,
                        sample.requestContext(),
                        sample.body(),
                        sample.isBase64Encoded()),
                Reason.WRONG_SIGNATURE);
    }

    @Test
    void only_the_first_five_forgeries_of_an_hour_leave_a_sample() {
        FunctionUrlEvent forged = SampleEvents.request("webhook/wrong-signature.json");

        for (int i = 0; i < 5; i++) {
            assertThat(answered(forged).sample())
                    .hasValueSatisfying(
                            sample -> assertThat(sample.excerpt().length()).isLessThanOrEqualTo(512));
        }
        assertThat(answered(forged).sample()).isEmpty();
        assertThat(forgeries.drain()).isEqualTo(Map.of(Reason.WRONG_SIGNATURE, 6L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/webhooks",
                "/webhooks/",
                "/webhooks/crowd/",
                "/webhooks/crowd/x",
                "/webhooks/a%2Fb",
                "/webhooks/..",
                "/WEBHOOKS/crowd",
                "/webhooks/crowd?x"
            })
    void any_other_path_is_not_found(String path) {
        assertThat(answered(at("POST", path, GOOD.headers())).response().statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "HEAD", "post", ""})
    void any_other_method_is_not_allowed(String method) {
        FunctionUrlResponse response =
                answered(at(method, "/webhooks/crowd", GOOD.headers())).response();

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("allow", "POST");
    }

    @Test
    void an_oversized_body_is_refused_before_anything_reads_it() {
        FunctionUrlEvent event = new FunctionUrlEvent(
                "/webhooks/crowd", "", GOOD.headers(), GOOD.requestContext(), "x".repeat(RawBody.MAX_BYTES + 1), false);

        assertThat(answered(event).response().statusCode()).isEqualTo(413);
    }

    @Test
    void an_event_that_is_none_of_our_business_is_answered_200() {
        Answered answered = answered(SampleEvents.request("label-studio/tasks-created.json"));

        assertThat(answered.response().statusCode()).isEqualTo(200);
        assertThat(answered.response().body()).isEqualTo("{\"stored\":0,\"duplicates\":0}");
        assertThat(answered.sample()).isEmpty();
    }

    @Test
    void without_readable_secrets_nothing_is_judged() {
        WebhookGate blind = new WebhookGate(
                new FileSecrets(Path.of("no-such-folder", "secrets.json")), forgeries, () -> SampleEvents.SIGNED_AT);

        assertThatThrownBy(() -> blind.admit(GOOD)).isInstanceOf(SecretsUnreadable.class);
    }

    @Test
    void the_whole_body_is_verified_before_it_is_parsed() {
        String garbage = "not json at all";
        Map<String, String> unsigned = GOOD.headers();
        Map<String, String> signed = new StandardWebhooks()
                .headers(
                        Secret.ofWebhookKey("whsec_bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleSwgcHVibGlj"),
                        "msg_garbage",
                        SampleEvents.SIGNED_AT,
                        garbage.getBytes(StandardCharsets.UTF_8));

        assertThat(answered(crowd(unsigned, garbage)).response()).isEqualTo(FunctionUrlResponse.unauthorized());
        assertThat(gate.admit(crowd(signed, garbage)))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        u -> assertThat(u.response().statusCode()).isEqualTo(400));
    }

    private void assertRefused(FunctionUrlEvent event, Reason reason) {
        Answered answered = answered(event);
        assertThat(answered.response()).isEqualTo(FunctionUrlResponse.unauthorized());
        assertThat(answered.sample().orElseThrow().reason()).isEqualTo(reason);
        assertThat(forgeries.drain()).isEqualTo(Map.of(reason, 1L));
    }

    private Answered answered(FunctionUrlEvent event) {
        GateOutcome outcome = gate.admit(event);
        assertThat(outcome).isInstanceOf(Answered.class);
        return (Answered) outcome;
    }

    private WebhookGate gateAt(Instant now) {
        return new WebhookGate(new FileSecrets(SampleEvents.SECRETS), forgeries, InstantSource.fixed(now));
    }

    private static FunctionUrlEvent at(String method, String path, Map<String, String> headers) {
        return new FunctionUrlEvent(
                path,
                "",
                headers,
                new FunctionUrlEvent.RequestContext("r1", new FunctionUrlEvent.Http(method)),
                GOOD.body(),
                false);
    }

    private static FunctionUrlEvent crowd(Map<String, String> headers, String body) {
        return new FunctionUrlEvent("/webhooks/crowd", "", headers, GOOD.requestContext(), body, false);
    }
}
