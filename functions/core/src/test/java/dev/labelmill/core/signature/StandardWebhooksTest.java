package dev.labelmill.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    /** Published with the specification's reference libraries. */
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant SENT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final Secret CURRENT = Secret.ofWebhookKey(KEY);
    private static final Secret OTHER = Secret.ofWebhookKey(
            Base64.getEncoder().encodeToString("another key of twenty-four".getBytes(StandardCharsets.UTF_8)));

    private final StandardWebhooks scheme = new StandardWebhooks();

    @Test
    void the_published_vector_is_accepted_with_its_id() {
        assertThat(verify(SecretRing.of(CURRENT), published())).isEqualTo(new Accepted(Optional.of(ID)));
    }

    @Test
    void signing_yields_the_published_vector() {
        assertThat(scheme.sign(CURRENT, ID, SENT, BODY)).isEqualTo(SIGNATURE);
        assertThat(scheme.headers(CURRENT, ID, SENT, BODY)).isEqualTo(published());
    }

    @Test
    void the_prefix_of_a_key_is_optional() {
        Secret bare = Secret.ofWebhookKey(KEY.substring("whsec_".length()));

        assertThat(scheme.sign(bare, ID, SENT, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void the_previous_secret_is_still_accepted_and_a_dropped_one_no_longer() {
        assertThat(verify(SecretRing.of(OTHER, CURRENT), published())).isInstanceOf(Accepted.class);
        assertThat(verify(SecretRing.of(OTHER), published())).isEqualTo(refused(Reason.WRONG_SIGNATURE));
    }

    @Test
    void one_matching_signature_of_several_suffices() {
        String wrong = scheme.sign(OTHER, ID, SENT, BODY);

        assertThat(verify(SecretRing.of(CURRENT), with("webhook-signature", wrong + " v1a,xxxx v1,*** " + SIGNATURE)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void a_signature_beyond_the_limit_is_not_tried() {
        String many = (scheme.sign(OTHER, ID, SENT, BODY) + " ").repeat(StandardWebhooks.MAX_SIGNATURES) + SIGNATURE;

        assertThat(verify(SecretRing.of(CURRENT), with("webhook-signature", many)))
                .isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void without_a_secret_nothing_is_accepted() {
        assertThat(verify(SecretRing.none(), published())).isEqualTo(refused(Reason.NO_SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void an_absent_or_empty_header_is_missing(String name) {
        Map<String, String> without = published();
        without.remove(name);

        assertThat(verify(SecretRing.of(CURRENT), without)).isEqualTo(refused(Reason.MISSING_HEADER));
        assertThat(verify(SecretRing.of(CURRENT), with(name, ""))).isEqualTo(refused(Reason.MISSING_HEADER));
        assertThat(verify(SecretRing.of(CURRENT), with(name, null))).isEqualTo(refused(Reason.MISSING_HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1614265330", "1614265330.5", "99999999999999999999", " 1614265330", "١٦١٤٢٦٥٣٣٠"})
    void a_timestamp_that_is_not_whole_seconds_is_malformed(String timestamp) {
        assertThat(verify(SecretRing.of(CURRENT), with("webhook-timestamp", timestamp)))
                .isEqualTo(refused(Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a b", "é", "a\u0000b"})
    void an_id_that_could_blur_the_signed_content_is_malformed(String id) {
        assertThat(verify(SecretRing.of(CURRENT), with("webhook-id", id))).isEqualTo(refused(Reason.MALFORMED));
        assertThatThrownBy(() -> scheme.sign(CURRENT, id, SENT, BODY)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "g0hM9SsE", " ", "v1,***", "V1,g0hM"})
    void a_header_without_a_v1_signature_is_malformed(String signatures) {
        assertThat(verify(SecretRing.of(CURRENT), with("webhook-signature", signatures)))
                .isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void five_minutes_either_way_is_in_time_and_a_second_more_is_stale() {
        for (long seconds : new long[] {-300, 300}) {
            assertThat(scheme.verify(SecretRing.of(CURRENT), published(), BODY, SENT.plusSeconds(seconds)))
                    .isInstanceOf(Accepted.class);
        }
        for (long seconds : new long[] {-301, 301}) {
            assertThat(scheme.verify(SecretRing.of(CURRENT), published(), BODY, SENT.plusSeconds(seconds)))
                    .isEqualTo(refused(Reason.STALE));
        }
    }

    @Test
    void the_signature_covers_id_timestamp_and_every_byte_of_the_body() {
        SecretRing ring = SecretRing.of(CURRENT);
        byte[] spaced = "{\"test\":2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(verify(ring, with("webhook-id", "msg_other"))).isEqualTo(refused(Reason.WRONG_SIGNATURE));
        assertThat(verify(ring, with("webhook-timestamp", "1614265331"))).isEqualTo(refused(Reason.WRONG_SIGNATURE));
        assertThat(scheme.verify(ring, published(), spaced, SENT)).isEqualTo(refused(Reason.WRONG_SIGNATURE));
    }

    @Property(tries = 500)
    void any_body_that_is_signed_is_accepted_and_any_flipped_bit_is_not(
            @ForAll @Size(min = 1, max = 200) byte[] body, @ForAll int at) {
        Map<String, String> headers = scheme.headers(CURRENT, "d1", SENT, body);
        byte[] flipped = body.clone();
        flipped[Math.floorMod(at, body.length)] ^= (byte) (1 << Math.floorMod(at, 8));

        assertThat(scheme.verify(SecretRing.of(CURRENT), headers, body, SENT)).isInstanceOf(Accepted.class);
        assertThat(scheme.verify(SecretRing.of(CURRENT), headers, flipped, SENT))
                .isInstanceOf(Refused.class);
    }

    @Property(tries = 500)
    void whatever_the_headers_hold_the_answer_is_a_refusal(
            @ForAll String id, @ForAll String timestamp, @ForAll String signature) {
        Map<String, String> headers =
                Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature);

        assertThat(verify(SecretRing.of(CURRENT), headers)).isInstanceOf(Refused.class);
        assertThat(scheme.verify(SecretRing.of(CURRENT), headers, new byte[0], Instant.MIN))
                .isInstanceOf(Refused.class);
    }

    private Verdict verify(SecretRing ring, Map<String, String> headers) {
        return scheme.verify(ring, headers, BODY, SENT);
    }

    private static Map<String, String> published() {
        return new HashMap<>(
                Map.of("webhook-id", ID, "webhook-timestamp", "1614265330", "webhook-signature", SIGNATURE));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = published();
        headers.put(name, value);
        return headers;
    }

    private static Verdict refused(Reason reason) {
        return new Refused(reason);
    }
}
