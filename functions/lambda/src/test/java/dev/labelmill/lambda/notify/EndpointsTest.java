package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.secret.SecretsUnreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

    private static final String GIVEN = "{\"ops\":{\"url\":\"https://example.org/hook\",\"current\":"
            + "\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\",\"types\":[\"batch.phase\"],\"projects\":[\"demo\"]}}";

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    private static List<Endpoint> read(String json) {
        return Endpoints.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_endpoint_has_an_address_secrets_and_what_it_wants() {
        Endpoint endpoint = read(GIVEN).get(0);

        assertThat(endpoint.name()).isEqualTo("ops");
        assertThat(endpoint.url()).hasToString("https://example.org/hook");
        assertThat(endpoint.secrets().valid(now)).hasSize(1);
        assertThat(endpoint.types()).containsExactly(Notice.BATCH_PHASE);
        assertThat(endpoint.projects()).containsExactly("demo");
        assertThat(endpoint.toString()).doesNotContain("example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.org/hook|http://example.org/hook|ops.url is not usable: it must begin with https:// and name a host",
                "https://example.org/hook|file:///etc/passwd|ops.url is not usable: it must begin with https:// and name a host",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|whsec_c2hvcnQ=|ops.current cannot be used: the secret is shorter than 24 bytes",
                "batch.phase|batch.faze|ops.types[0] is no type of notice",
                "[\"demo\"]|[]|ops.projects is empty; leave it out to get all of them",
                "\"types\"|\"kinds\"|ops.kinds is not a key of an endpoint",
                "\"url\"|\"URL\"|ops.URL is not a key of an endpoint",
                "\"ops\"|\"o s\"|o s is no name: 1 to 64 letters, digits, dots, dashes or underscores",
            })
    void each_mistake_is_named_by_its_key_and_no_secret_is_repeated(String from, String to, String fault) {
        assertThatThrownBy(() -> read(GIVEN.replace(from, to)))
                .isInstanceOf(SecretsUnreadable.class)
                .hasMessage("the endpoints cannot be used: " + fault);
    }

    @Test
    void endpoints_are_read_once_a_minute() {
        AtomicInteger reads = new AtomicInteger();
        StoredEndpoints stored = new StoredEndpoints(
                () -> {
                    reads.incrementAndGet();
                    return GIVEN.getBytes(StandardCharsets.UTF_8);
                },
                () -> now);

        stored.current();
        now = now.plusSeconds(59);
        stored.current();
        assertThat(reads).hasValue(1);
        now = now.plusSeconds(1);
        stored.current();
        assertThat(reads).hasValue(2);
    }
}
