package dev.labelmill.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What holds of all the schemes alike. */
class EverySchemeTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Secret SECRET = Secret.ofKey("a key of at least twenty-four bytes".getBytes(UTF_8));
    private static final Secret OTHER = Secret.ofKey("another key, which nobody signed with".getBytes(UTF_8));
    private static final SecretRing RING = SecretRing.of(OTHER, SECRET);

    private static final StandardWebhooks STANDARD = new StandardWebhooks();
    private static final BodyHmac SHA1 = new BodyHmac("sig", Hash.SHA1);
    private static final BodyHmac SHA256 = new BodyHmac("sig", Hash.SHA256);
    private static final TimedHmac TIMED = new TimedHmac("sig");
    private static final SharedSecretHeader TOKEN = new SharedSecretHeader("sig");

    private final Decoy decoy = new Decoy(Secret.ofKey(new byte[32]));

    /** A scheme, its headers for a body, and whether it signs the body. */
    private record Signed(SignatureScheme scheme, Map<String, String> headers, boolean coversBody) {}

    @Property(tries = 1000)
    void a_signed_request_is_accepted_and_any_flipped_bit_of_it_is_refused(
            @ForAll @IntRange(max = 4) int which, @ForAll @Size(min = 1, max = 200) byte[] body, @ForAll int at) {
        Signed signed = signed(which, body);
        assertThat(verify(signed.scheme(), signed.headers(), body)).isInstanceOf(Accepted.class);

        if (signed.coversBody()) {
            byte[] flipped = body.clone();
            flipped[Math.floorMod(at, body.length)] ^= (byte) (1 << Math.floorMod(at, 8));
            assertThat(verify(signed.scheme(), signed.headers(), flipped)).isInstanceOf(Refused.class);
        }
        for (String name : signed.headers().keySet()) {
            Map<String, String> flipped = new HashMap<>(signed.headers());
            flipped.computeIfPresent(name, (header, value) -> flip(value, at));
            assertThat(verify(signed.scheme(), flipped, body)).isInstanceOf(Refused.class);
        }
    }

    @Property(tries = 300)
    void a_cut_a_doubled_and_a_lengthened_signature_are_refused(
            @ForAll @IntRange(max = 4) int which, @ForAll @IntRange(max = 40) int kept) {
        byte[] body = "{}".getBytes(UTF_8);
        Signed signed = signed(which, body);
        for (String name : signed.headers().keySet()) {
            String value = signed.headers().get(name);
            for (String wrong :
                    List.of(value.substring(0, Math.min(kept, value.length() - 1)), value + "," + value, value + "0")) {
                Map<String, String> headers = new HashMap<>(signed.headers());
                headers.put(name, wrong);
                assertThat(verify(signed.scheme(), headers, body)).isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void a_refusal_says_how_often_it_went_over_the_body() {
        for (SignatureScheme scheme : List.of(STANDARD, SHA1, SHA256, TIMED)) {
            assertThat(scheme.hashings(Reason.WRONG_SIGNATURE, RING, NOW)).isEqualTo(2);
            assertThat(scheme.hashings(Reason.WRONG_SIGNATURE, SecretRing.of(OTHER), NOW))
                    .isEqualTo(1);
            assertThat(scheme.hashings(Reason.MALFORMED, RING, NOW)).isZero();
        }
        assertThat(TOKEN.hashings(Reason.WRONG_SIGNATURE, RING, NOW)).isZero();
    }

    @Test
    void a_sender_that_nobody_knows_is_refused_whatever_it_sends() {
        assertThat(decoy.refuse(new byte[0])).isEqualTo(new Refused(Reason.NO_SECRET));
        assertThat(decoy.verify(TOKEN, SecretRing.none(), Map.of(), new byte[0], NOW))
                .isEqualTo(new Refused(Reason.NO_SECRET));
    }

    private Verdict verify(SignatureScheme scheme, Map<String, String> headers, byte[] body) {
        return decoy.verify(scheme, RING, headers, body, NOW);
    }

    private static Signed signed(int which, byte[] body) {
        return switch (which) {
            case 0 -> new Signed(STANDARD, STANDARD.headers(SECRET, "msg-1", NOW, body), true);
            case 1 -> new Signed(SHA1, Map.of("sig", SHA1.sign(SECRET, body)), true);
            case 2 -> new Signed(SHA256, Map.of("sig", SHA256.sign(SECRET, body)), true);
            case 3 -> new Signed(TIMED, Map.of("sig", TIMED.sign(SECRET, NOW, body)), true);
            default -> new Signed(TOKEN, Map.of("sig", "a key of at least twenty-four bytes"), false);
        };
    }

    private static String flip(String value, int at) {
        int place = Math.floorMod(at, value.length());
        char flipped = (char) (value.charAt(place) ^ 1 << Math.floorMod(at / 7, 7));
        return value.substring(0, place) + flipped + value.substring(place + 1);
    }
}
