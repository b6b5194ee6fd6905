package dev.labelmill.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedHmacTest {
    private static final String HEADER = "toloka-signature";
    /** The example of Toloka's page about event authentication. */
    private static final String HEX = "609af3eefd4c12b6afad30ab456efcd21fe82f4247d3340151a3ca0c97a6cbcb";

    private static final String PUBLISHED = "{v=1, ts=946728000000, sign=" + HEX + "}";
    private static final Secret CURRENT = Secret.ofKey("12345".getBytes(UTF_8));
    private static final Secret OTHER = Secret.ofText("another secret of a vendor");
    private static final Instant SENT = Instant.ofEpochMilli(946_728_000_000L);
    private static final byte[] BODY = ("{\"events\":[{\"event_time\":\"2000-01-01T12:00:00\","
                    + "\"project_id\":\"project-1\",\"pool_id\":\"pool-1\",\"uuid\":\"00000000-0000-0000-0000-000000000000\","
                    + "\"task_suite_id\":\"task-suite-1\",\"assignment_id\":\"assignment-1\","
                    + "\"webhook_subscription_id\":\"subscription-1\",\"type\":\"ASSIGNMENT_APPROVED\"}]}")
            .getBytes(UTF_8);

    private final TimedHmac scheme = new TimedHmac(HEADER);

    @Test
    void the_published_vector_is_accepted_and_signing_yields_it() {
        assertThat(verify(SecretRing.of(CURRENT), PUBLISHED)).isEqualTo(new Accepted(Optional.empty()));
        assertThat(scheme.sign(CURRENT, SENT, BODY)).isEqualTo(PUBLISHED);
    }

    @Test
    void braces_and_spaces_may_be_left_out() {
        for (String value :
                new String[] {"v=1,ts=946728000000,sign=" + HEX, "{v=1,ts=946728000000,sign=" + HEX + "}"}) {
            assertThat(verify(SecretRing.of(CURRENT), value)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void the_previous_secret_is_accepted_and_a_dropped_one_not() {
        assertThat(verify(SecretRing.of(OTHER, CURRENT), PUBLISHED)).isInstanceOf(Accepted.class);
        assertThat(verify(SecretRing.of(OTHER, CURRENT, SENT), PUBLISHED))
                .isEqualTo(new Refused(Reason.WRONG_SIGNATURE));
        assertThat(verify(SecretRing.of(OTHER), PUBLISHED)).isEqualTo(new Refused(Reason.WRONG_SIGNATURE));
        assertThat(verify(SecretRing.none(), PUBLISHED)).isEqualTo(new Refused(Reason.NO_SECRET));
    }

    @Test
    void five_minutes_either_way_is_in_time_and_a_millisecond_more_is_stale() {
        for (long millis : new long[] {-300_000, 300_000}) {
            assertThat(scheme.verify(SecretRing.of(CURRENT), Map.of(HEADER, PUBLISHED), BODY, SENT.plusMillis(millis)))
                    .isInstanceOf(Accepted.class);
        }
        for (long millis : new long[] {-300_001, 300_001}) {
            assertThat(scheme.verify(SecretRing.of(CURRENT), Map.of(HEADER, PUBLISHED), BODY, SENT.plusMillis(millis)))
                    .isEqualTo(new Refused(Reason.STALE));
        }
    }

    @Test
    void the_signature_covers_the_time() {
        String later = PUBLISHED.replace("946728000000", "946728000001");

        assertThat(verify(SecretRing.of(CURRENT), later)).isEqualTo(new Refused(Reason.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{v=1, ts=946728000000, sign=}",
                "{v=1, ts=, sign=" + HEX + "}",
                "{v=1, ts=-1, sign=" + HEX + "}",
                "{v=1, ts=99999999999999, sign=" + HEX + "}",
                "{v=2, ts=946728000000, sign=" + HEX + "}",
                "{ts=946728000000, v=1, sign=" + HEX + "}",
                "{v=1, ts=946728000000, sign=" + HEX,
                "v=1, ts=946728000000, sign=" + HEX + "}",
                "{v=1, ts=946728000000, sign=" + HEX + "}{v=1, ts=946728000000, sign=" + HEX + "}",
                "{v=1, ts=946728000000, sign=609AF3EEFD4C12B6AFAD30AB456EFCD21FE82F4247D3340151A3CA0C97A6CBCB}",
                "{v=1, ts=946728000000, sign=" + HEX + "00}",
                "{v=1, ts=٩٤٦٧٢٨٠٠٠٠٠٠, sign=" + HEX + "}"
            })
    void any_other_spelling_is_malformed(String presented) {
        assertThat(verify(SecretRing.of(CURRENT), presented)).isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void an_absent_or_empty_header_is_missing_and_an_endless_one_malformed() {
        assertThat(verify(SecretRing.of(CURRENT), null)).isEqualTo(new Refused(Reason.MISSING_HEADER));
        assertThat(verify(SecretRing.of(CURRENT), "")).isEqualTo(new Refused(Reason.MISSING_HEADER));
        assertThat(verify(SecretRing.of(CURRENT), "{v=1, ts=1, sign=" + "a".repeat(100_000)))
                .isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void a_time_that_nobody_could_verify_is_not_signed() {
        assertThatThrownBy(() -> scheme.sign(CURRENT, Instant.EPOCH.minusMillis(1), BODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void whatever_the_header_holds_the_answer_is_a_refusal(@ForAll String presented, @ForAll long time) {
        assertThat(verify(SecretRing.of(CURRENT), presented)).isInstanceOf(Refused.class);
        assertThat(verify(SecretRing.of(CURRENT), "{v=1, ts=" + time + ", sign=" + HEX + "}"))
                .isInstanceOf(Refused.class);
        assertThat(scheme.verify(SecretRing.of(CURRENT), Map.of(HEADER, PUBLISHED), BODY, Instant.MIN))
                .isEqualTo(new Refused(Reason.STALE));
    }

    private Verdict verify(SecretRing ring, String presented) {
        Map<String, String> headers = new HashMap<>();
        headers.put(HEADER, presented);
        return scheme.verify(ring, headers, BODY, SENT);
    }
}
