package dev.labelmill.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    void a_ring_holds_at_most_the_two_secrets_of_a_rotation() {
        Secret secret = Secret.ofText("swordfish swordfish");

        assertThatThrownBy(() -> new SecretRing(List.of(secret, secret, secret)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
