package dev.labelmill.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ErrandMessageTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ErrandMessage NEW = new ErrandMessage("studio", new Errand("job", "19", "delivery-1"));

    @Test
    void a_new_errand_is_four_fields() {
        assertThat(NEW.toJson())
                .hasToString("{\"vendor\":\"studio\",\"kind\":\"job\",\"id\":\"19\",\"delivery\":\"delivery-1\"}");
    }

    @Test
    void what_is_written_is_read_again() {
        assertThat(ErrandMessage.read(NEW.toJson())).isEqualTo(NEW);
        ErrandMessage tried =
                NEW.triedInVain(NOW, NOW.plusSeconds(20)).triedInVain(NOW.plusSeconds(20), NOW.plusSeconds(60));
        assertThat(ErrandMessage.read(tried.toJson())).isEqualTo(tried);
        assertThat(tried.since()).contains(NOW);
        ErrandMessage missed = tried.missed(NOW.plusSeconds(90)).missed(NOW.plusSeconds(99));
        assertThat(ErrandMessage.read(missed.toJson())).isEqualTo(missed);
        assertThat(missed.looks()).isEqualTo(2);
    }

    @Test
    void something_else_is_refused() {
        assertThatThrownBy(() ->
                        ErrandMessage.read(Json.parse("{\"vendor\":\"studio\"}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
