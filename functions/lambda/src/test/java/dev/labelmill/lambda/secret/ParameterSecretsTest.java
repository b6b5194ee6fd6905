package dev.labelmill.lambda.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

class ParameterSecretsTest {
    private static final String ADDRESS = "ssm:/aws/reference/secretsmanager/labelmill-dev-vendors";

    private final ParameterStore store = new ParameterStore();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final ParameterSecrets source = ParameterSecrets.at(ADDRESS, store, () -> now);

    @Test
    void the_secret_is_asked_for_decrypted_by_the_name_that_stands_for_it() {
        store.value = vendor("crowd");

        assertThat(source.current().of("crowd")).isPresent();
        assertThat(store.asked).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo("/aws/reference/secretsmanager/labelmill-dev-vendors");
            assertThat(request.withDecryption()).isTrue();
        });
    }

    @Test
    void a_rotation_is_seen_within_a_minute_and_costs_one_request_a_minute() {
        store.value = vendor("crowd");
        source.current();
        store.value = vendor("other");

        now = now.plusSeconds(59);
        assertThat(source.current().of("crowd")).isPresent();
        now = now.plusSeconds(1);
        assertThat(source.current().of("crowd")).isEmpty();
        assertThat(source.current().of("other")).isPresent();
        assertThat(store.asked).hasSize(2);
    }

    @Test
    void what_cannot_be_read_again_is_not_trusted_any_longer() {
        store.value = vendor("crowd");
        source.current();

        store.value = null;
        now = now.plusSeconds(60);
        assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);
        store.value = "{\"crowd\":";
        now = now.plusSeconds(5);
        assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);

        store.value = vendor("crowd");
        now = now.plusSeconds(5);
        assertThat(source.current().of("crowd")).isPresent();
    }

    @Test
    void while_reading_fails_it_is_tried_once_in_five_seconds_however_many_ask() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);
        }
        assertThat(store.asked).hasSize(1);

        store.value = vendor("crowd");
        now = now.plusMillis(4999);
        assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);
        now = now.plusMillis(1);
        assertThat(source.current().of("crowd")).isPresent();
    }

    @Test
    void threads_that_find_the_secrets_old_ask_once() {
        store.value = vendor("crowd");

        IntStream.range(0, 100).parallel().forEach(i -> source.current());

        assertThat(store.asked).hasSize(1);
    }

    @Test
    void an_address_names_a_parameter() {
        assertThat(ParameterSecrets.isAddress(ADDRESS)).isTrue();
        assertThat(ParameterSecrets.isAddress("file:/secrets.json")).isFalse();
        assertThatThrownBy(() -> ParameterSecrets.at("ssm:", store, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ParameterSecrets.at("ssm:/", store, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String vendor(String name) {
        return "{\"" + name
                + "\":{\"scheme\":\"standard-webhooks\",\"current\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}}";
    }

    /** One parameter, absent while it is null. */
    private static final class ParameterStore implements SsmClient {
        private final List<GetParameterRequest> asked = new ArrayList<>();
        private String value;

        @Override
        public GetParameterResponse getParameter(GetParameterRequest request) {
            asked.add(request);
            if (value == null) {
                throw ParameterNotFoundException.builder().message("none").build();
            }
            return GetParameterResponse.builder()
                    .parameter(parameter -> parameter.name(request.name()).value(value))
                    .build();
        }

        @Override
        public String serviceName() {
            return "ssm";
        }

        @Override
        public void close() {}
    }
}
