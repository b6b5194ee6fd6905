package dev.labelmill.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

class BodyHmacTest {
    private static final String HEADER = "x-signature-256";
    private static final Secret CURRENT = Secret.ofKey("mykey".getBytes(UTF_8));
    private static final Secret OTHER = Secret.ofText("another secret of a vendor");
    private static final byte[] EMPTY = new byte[0];
    /** On CVAT's page about webhooks, of an empty body under the secret mykey; the sender writes the prefix. */
    private static final String PUBLISHED = "sha256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745f";

    private static final byte[] LABEL = "{\"id\":\"label-1\",\"type\":\"LABEL_CREATED\"}".getBytes(UTF_8);
    /** Of {@link #LABEL} under the secret example_secret, computed by openssl. */
    private static final String SHA1 = "sha1=7fb9c16f720456288fd29f1c0ae2949d647a6e50";

    private final BodyHmac scheme = new BodyHmac(HEADER, Hash.SHA256);
    private final BodyHmac old = new BodyHmac("x-hub-signature", Hash.SHA1, "x-labelbox-id");

    @Test
    void the_published_vector_is_accepted_and_signing_yields_it() {
        assertThat(verify(SecretRing.of(CURRENT), PUBLISHED)).isEqualTo(new Accepted(Optional.empty()));
        assertThat(scheme.sign(CURRENT, EMPTY)).isEqualTo(PUBLISHED);
    }

    @Test
    void the_older_hash_is_accepted_where_the_sender_has_no_other() {
        Secret secret = Secret.ofKey("example_secret".getBytes(UTF_8));

        assertThat(old.sign(secret, LABEL)).isEqualTo(SHA1);
        assertThat(old.verify(SecretRing.of(secret), Map.of("x-hub-signature", SHA1), LABEL, Instant.EPOCH))
                .isEqualTo(new Accepted(Optional.empty()));
        assertThat(scheme.verify(SecretRing.of(secret), Map.of(HEADER, SHA1), LABEL, Instant.EPOCH))
                .isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void an_id_beside_the_signature_is_a_name_and_nothing_that_is_proven() {
        Map<String, String> headers = new HashMap<>(Map.of("x-hub-signature", old.sign(OTHER, LABEL)));
        for (String id : new String[] {"", "a b", "a#b", "é", "x".repeat(129), "a\nb"}) {
            headers.put("x-labelbox-id", id);
            assertThat(old.verify(SecretRing.of(OTHER), headers, LABEL, Instant.EPOCH))
                    .isEqualTo(new Accepted(Optional.empty()));
        }
        headers.put("x-labelbox-id", "cl-7");

        Verdict verdict = old.verify(SecretRing.of(OTHER), headers, LABEL, Instant.EPOCH);

        assertThat(verdict).isEqualTo(new Accepted(Optional.empty(), Optional.of("cl-7")));
        assertThat(((Accepted) verdict).name()).hasValue("cl-7");
    }

    @Test
    void the_previous_secret_is_accepted_until_its_end_and_a_dropped_one_not() {
        Instant until = Instant.ofEpochSecond(100);
        SecretRing ring = SecretRing.of(OTHER, CURRENT, until);

        assertThat(scheme.verify(ring, Map.of(HEADER, PUBLISHED), EMPTY, until.minusMillis(1)))
                .isInstanceOf(Accepted.class);
        assertThat(scheme.verify(ring, Map.of(HEADER, PUBLISHED), EMPTY, until))
                .isEqualTo(new Refused(Reason.WRONG_SIGNATURE));
        assertThat(verify(SecretRing.of(OTHER), PUBLISHED)).isEqualTo(new Refused(Reason.WRONG_SIGNATURE));
        assertThat(verify(SecretRing.none(), PUBLISHED)).isEqualTo(new Refused(Reason.NO_SECRET));
    }

    @Test
    void an_absent_or_empty_header_is_missing() {
        assertThat(verify(SecretRing.of(CURRENT), null)).isEqualTo(new Refused(Reason.MISSING_HEADER));
        assertThat(verify(SecretRing.of(CURRENT), "")).isEqualTo(new Refused(Reason.MISSING_HEADER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256=",
                "e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745f",
                "sha256=E1B24265BF2E0B20C81837993B4F1415F7B68C503114D100A40601ECA6A2745F",
                "SHA256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745f",
                " sha256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745f",
                "sha256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745f,",
                "sha256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745",
                "sha256=e1b24265bf2e0b20c81837993b4f1415f7b68c503114d100a40601eca6a2745g"
            })
    void a_signature_in_any_other_spelling_is_malformed(String presented) {
        assertThat(verify(SecretRing.of(CURRENT), presented)).isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Property(tries = 500)
    void whatever_the_header_holds_the_answer_is_a_refusal(@ForAll String presented) {
        assertThat(verify(SecretRing.of(CURRENT), presented)).isInstanceOf(Refused.class);
        assertThat(verify(SecretRing.of(CURRENT), "sha256=" + presented)).isInstanceOf(Refused.class);
    }

    private Verdict verify(SecretRing ring, String presented) {
        Map<String, String> headers = new HashMap<>();
        headers.put(HEADER, presented);
        return scheme.verify(ring, headers, EMPTY, Instant.EPOCH);
    }
}
