package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAccessTest {

    private static final ApiAccess ACCESS = new ApiAccess(URI.create("https://api.example.com/v1/"), "k3y");

    @Test
    void the_key_is_in_no_text() {
        assertThat(ACCESS.toString()).doesNotContain("k3y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "ftp://example.com", "https:///x", "/x"})
    void a_key_is_sent_nowhere_but_over_tls_or_to_this_machine(String url) {
        assertThatThrownBy(() -> new ApiAccess(URI.create(url), "k3y")).hasMessageNotContaining("k3y");
    }
}
