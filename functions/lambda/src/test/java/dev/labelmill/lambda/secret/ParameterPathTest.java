package dev.labelmill.lambda.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.Parameter;

class ParameterPathTest {
    private static final String PATH = "/labelmill-dev/vendors/";
    private static final String ENTRY =
            "{\"scheme\":\"standard-webhooks\",\"current\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}";

    private final ParameterStore store = new ParameterStore();
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final ParameterSecrets source = ParameterSecrets.at("ssm:" + PATH, store, () -> now);

    @Test
    void each_vendor_has_a_parameter_of_its_own_and_all_pages_are_read_decrypted() {
        for (int i = 0; i < 25; i++) {
            store.values.put(PATH + "vendor-" + i, ENTRY);
        }

        for (int i = 0; i < 25; i++) {
            assertThat(source.current().of("vendor-" + i)).isPresent();
        }
        assertThat(store.asked).hasSize(3).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo(PATH);
            assertThat(request.withDecryption()).isTrue();
            assertThat(request.recursive()).isFalse();
            assertThat(request.maxResults()).isEqualTo(10);
        });
    }

    @Test
    void vendors_that_nobody_knows_ask_for_nothing() {
        store.values.put(PATH + "crowd", ENTRY);

        for (int i = 0; i < 1_000; i++) {
            assertThat(source.current().of("nobody-" + i)).isEmpty();
        }
        assertThat(store.asked).hasSize(1);
    }

    @Test
    void a_rotation_of_one_vendor_and_a_new_vendor_are_seen_within_a_minute() {
        store.values.put(PATH + "crowd", ENTRY);
        source.current();
        store.values.put(
                PATH + "crowd",
                ENTRY.replace("}", ",\"previous\":\"whsec_bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleQ==\"}"));
        store.values.put(PATH + "other", ENTRY);

        now = now.plusSeconds(59);
        assertThat(source.current().of("other")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(source.current().of("other")).isPresent();
        assertThat(source.current().of("crowd").orElseThrow().secrets().valid(now))
                .hasSize(2);
    }

    @Test
    void a_slip_in_one_parameter_shuts_out_that_vendor_alone_and_shows_no_secret() {
        store.values.put(PATH + "crowd", ENTRY);
        store.values.put(PATH + "slip", ENTRY.replace("current", "curent"));

        assertThat(source.current().of("crowd")).isPresent();
        assertThatThrownBy(() -> source.current().of("slip"))
                .isInstanceOf(SecretsUnreadable.class)
                .hasMessage(
                        "the secret of vendor \"slip\" cannot be used: slip.curent is not a key of a vendor's secrets")
                .hasMessageNotContaining("MfKQ9r8G");
    }

    @Test
    void a_page_that_cannot_be_read_ends_the_trust_in_all() {
        store.values.put(PATH + "crowd", ENTRY);
        source.current();

        store.down = true;
        now = now.plusSeconds(60);
        assertThatThrownBy(source::current).isInstanceOf(SecretsUnreadable.class);
        store.down = false;
        now = now.plusSeconds(5);
        assertThat(source.current().of("crowd")).isPresent();
    }

    /** Parameters by name, ten to a page. */
    private static final class ParameterStore implements SsmClient {
        private final List<GetParametersByPathRequest> asked = new ArrayList<>();
        private final Map<String, String> values = new TreeMap<>();
        private boolean down;

        @Override
        public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
            asked.add(request);
            if (down) {
                throw InternalServerErrorException.builder().message("down").build();
            }
            int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            List<Parameter> page = values.entrySet().stream()
                    .skip(from)
                    .limit(request.maxResults())
                    .map(e -> Parameter.builder()
                            .name(e.getKey())
                            .value(e.getValue())
                            .build())
                    .collect(Collectors.toList());
            int next = from + page.size();
            return GetParametersByPathResponse.builder()
                    .parameters(page)
                    .nextToken(next < values.size() ? Integer.toString(next) : null)
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
