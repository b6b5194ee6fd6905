package dev.labelmill.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void a_secret_never_prints_itself() {
        Secret secret = Secret.ofText("swordfish swordfish");

        assertThat(secret).hasToString("Secret[hidden]");
        assertThat(SecretRing.of(secret).toString()).doesNotContain("swordfish");
    }

    @Test
    void a_secret_too_short_to_be_one_is_refused() {
        assertThatThrownBy(() -> Secret.ofText("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secret.ofText("fifteen bytes .")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secret.ofWebhookKey("whsec_")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secret.ofWebhookKey("whsec_c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_complaint_about_a_secret_does_not_repeat_it() {
        assertThatThrownBy(() -> Secret.ofWebhookKey("whsec_swordfish!swordfish!swordfish!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the secret is not base64")
                .hasNoCause();
    }

    @Test
    void the_previous_secret_ends_at_the_instant_that_was_stated() {
        Secret current = Secret.ofText("swordfish swordfish");
        Secret previous = Secret.ofText("trout trout trout trout");
        Instant until = Instant.parse("2026-12-01T00:00:00Z");
        SecretRing ring = SecretRing.of(current, previous, until);

        assertThat(ring.valid(until.minusNanos(1))).containsExactly(current, previous);
        assertThat(ring.valid(until)).containsExactly(current);
        assertThat(SecretRing.of(current, previous).valid(Instant.MAX)).containsExactly(current, previous);
        assertThat(SecretRing.none().valid(until)).isEmpty();
    }

    @Test
    void a_key_is_taken_by_value_and_never_empty() {
        byte[] key = {1, 2, 3};
        Secret secret = Secret.ofKey(key);
        byte[] mac = secret.hmac(Hash.SHA256, new byte[0]);
        key[0] = 9;

        assertThat(secret.hmac(Hash.SHA256, new byte[0])).isEqualTo(mac).hasSize(32);
        assertThat(secret.hmac(Hash.SHA1, new byte[0])).hasSize(20);
        assertThatThrownBy(() -> Secret.ofKey(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
