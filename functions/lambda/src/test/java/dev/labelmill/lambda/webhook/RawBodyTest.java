package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.payload.UnusableContent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawBodyTest {
    @Test
    void text_and_base64_give_the_same_bytes() throws UnusableContent {
        byte[] sent = "{\"choice\":\"grün\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(RawBody.read(event("{\"choice\":\"grün\"}", false))).isEqualTo(sent);
        assertThat(RawBody.read(event(Base64.getEncoder().encodeToString(sent), true)))
                .isEqualTo(sent);
    }

    @Test
    void a_mebibyte_is_taken_and_a_byte_more_is_not() throws UnusableContent {
        byte[] most = new byte[RawBody.MAX_BYTES];
        byte[] more = new byte[RawBody.MAX_BYTES + 1];

        assertThat(RawBody.read(event("x".repeat(most.length), false))).hasSize(most.length);
        assertThat(RawBody.read(event(Base64.getEncoder().encodeToString(most), true)))
                .hasSize(most.length);
        assertTooLarge(event("x".repeat(more.length), false));
        assertTooLarge(event("é".repeat(most.length / 2 + 1), false));
        assertTooLarge(event(Base64.getEncoder().encodeToString(more), true));
        assertTooLarge(event(Base64.getEncoder().encodeToString(new byte[RawBody.MAX_BYTES + 2]), true));
    }

    @Test
    void broken_base64_is_refused() {
        assertThatThrownBy(() -> RawBody.read(event("***", true)))
                .isInstanceOfSatisfying(
                        UnusableContent.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    @Test
    void an_event_without_anything_is_an_empty_request() throws UnusableContent {
        FunctionUrlEvent bare = new FunctionUrlEvent(null, null, null, null, null, false);

        assertThat(RawBody.read(bare)).isEmpty();
        assertThat(bare.headers()).isEmpty();
        assertThat(bare.requestContext().http().method()).isEmpty();
    }

    @Test
    void header_names_are_lower_cased_and_two_spellings_never_pass_for_one_value() {
        FunctionUrlEvent event = new FunctionUrlEvent(
                "/", "", Map.of("Webhook-Id", "a", "webhook-id", "b", "X-One", "1"), null, null, false);

        assertThat(event.headers()).containsEntry("x-one", "1");
        assertThat(event.headers().get("webhook-id")).isIn("a,b", "b,a");
    }

    private static void assertTooLarge(FunctionUrlEvent event) {
        assertThatThrownBy(() -> RawBody.read(event))
                .isInstanceOfSatisfying(
                        UnusableContent.class, e -> assertThat(e.statusCode()).isEqualTo(413));
    }

    private static FunctionUrlEvent event(String body, boolean base64) {
        return new FunctionUrlEvent("/", "", Map.of(), null, body, base64);
    }
}
