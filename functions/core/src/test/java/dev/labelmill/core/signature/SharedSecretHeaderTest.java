package dev.labelmill.core.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedSecretHeaderTest {
    private static final String CURRENT = "label studio, current";
    private static final String PREVIOUS = "label studio, previous";
    private static final SecretRing RING = SecretRing.of(Secret.ofText(CURRENT), Secret.ofText(PREVIOUS));

    @Test
    void the_current_and_the_previous_secret_are_accepted_without_a_delivery_id() {
        assertThat(verify(RING, CURRENT)).isEqualTo(new Accepted(Optional.empty()));
        assertThat(verify(RING, PREVIOUS)).isEqualTo(new Accepted(Optional.empty()));
    }

    @Test
    void anything_else_is_wrong() {
        for (String presented :
                new String[] {"x", CURRENT + "x", CURRENT.substring(1), CURRENT.toUpperCase(Locale.ROOT)}) {
            assertThat(verify(RING, presented)).isEqualTo(new Refused(Reason.WRONG_SIGNATURE));
        }
    }

    @Test
    void an_absent_or_empty_header_is_missing() {
        assertThat(verify(RING, null)).isEqualTo(new Refused(Reason.MISSING_HEADER));
        assertThat(verify(RING, "")).isEqualTo(new Refused(Reason.MISSING_HEADER));
    }

    @Test
    void an_endless_header_is_malformed() {
        assertThat(verify(RING, "x".repeat(100_000))).isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void without_a_secret_nothing_is_accepted() {
        SecretRing none = SecretRing.none();

        assertThat(verify(none, CURRENT)).isEqualTo(new Refused(Reason.NO_SECRET));
        assertThat(verify(none, "")).isEqualTo(new Refused(Reason.NO_SECRET));
    }

    @Test
    void a_sender_with_a_header_of_its_own_is_known_by_that_alone() {
        SharedSecretHeader scheme = new SharedSecretHeader("scale-callback-auth");

        assertThat(scheme.verify(RING, Map.of("scale-callback-auth", CURRENT), new byte[0], Instant.EPOCH))
                .isEqualTo(new Accepted(Optional.empty()));
        assertThat(scheme.verify(RING, Map.of(SharedSecretHeader.HEADER, CURRENT), new byte[0], Instant.EPOCH))
                .isEqualTo(new Refused(Reason.MISSING_HEADER));
    }

    private static Verdict verify(SecretRing ring, String presented) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-labelmill-secret", presented);
        return new SharedSecretHeader().verify(ring, headers, new byte[0], Instant.EPOCH);
    }
}
