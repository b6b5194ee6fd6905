package dev.labelmill.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.HttpCall;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorHttpTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final VendorStandIn vendor = new VendorStandIn(asked -> Said.ok("{}"));
    private final VendorHttp http = new VendorHttp(() -> NOW, Duration.ofSeconds(20), 1000);

    @AfterEach
    void close() {
        vendor.close();
    }

    private HttpCall get() {
        return HttpCall.get(vendor.root(), Map.of("Authorization", "Token " + VendorStandIn.KEY));
    }

    @Test
    void a_request_arrives_with_its_headers_and_body_and_the_answer_comes_back() {
        vendor.answer(asked -> Said.status(201, "{\"id\":7}"));

        HttpAnswer answer = http.send(new HttpCall(
                "PATCH",
                ApiPath.of(vendor.access())
                        .fixed("api/jobs")
                        .part("a/../b c")
                        .query("name", "x&y=z")
                        .uri(),
                Map.of("Authorization", "Token t"),
                "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":7}");
        VendorStandIn.Asked asked = vendor.asked().get(0);
        assertThat(asked.toString()).isEqualTo("PATCH /api/jobs/a%2F..%2Fb%20c?name=x%26y%3Dz");
        assertThat(asked.headers()).containsEntry("authorization", "Token t");
        assertThat(asked.body()).isEqualTo("{\"a\":\"ü\"}");
    }

    @Test
    void a_part_of_dots_alone_leads_nowhere_else() {
        assertThat(ApiPath.of(vendor.access()).fixed("api").part("..").uri().getRawPath())
                .isEqualTo("/api/%2E%2E");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void a_status_that_passes_is_for_later(int status) {
        vendor.answer(asked -> Said.status(status, ""));

        assertThatThrownBy(() -> http.send(get()))
                .isInstanceOf(VendorUnavailable.class)
                .hasMessage("the vendor's API answered with status " + status)
                .extracting(unavailable -> ((VendorUnavailable) unavailable).isUndone())
                .as("by these two it says that it has not looked at the request")
                .isEqualTo(status == 425 || status == 429);
        assertThat(vendor.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 401, 403, 404, 409, 422})
    void any_other_status_is_an_answer(int status) {
        vendor.answer(asked -> Said.status(status, ""));

        assertThat(http.send(get()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "' 0 ', PT0S",
        "'Tue, 24 Nov 2026 10:05:00 GMT', PT5M",
        "'Tue, 24 Nov 2026 09:00:00 GMT', PT0S"
    })
    void retry_after_is_read_in_both_its_forms(String value, Duration wait) {
        vendor.answer(asked -> Said.later(429, value));

        assertThat(catchThrowableOfType(VendorUnavailable.class, () -> http.send(get()))
                        .retryAfter())
                .contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "99999999999", "Tue, 99 Nov 2026 10:05:00 GMT"})
    void a_retry_after_that_is_neither_is_none(String value) {
        vendor.answer(asked -> Said.later(503, value));

        assertThat(catchThrowableOfType(VendorUnavailable.class, () -> http.send(get()))
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void no_redirect_is_followed_so_that_no_key_goes_elsewhere() {
        try (VendorStandIn other = new VendorStandIn(asked -> Said.ok("{}"))) {
            vendor.answer(asked -> new Said(302, Map.of("Location", other.root().toString()), new byte[0]));

            assertThat(http.send(get()).status()).isEqualTo(302);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void an_answer_of_the_largest_size_is_taken_and_one_byte_more_is_not() {
        vendor.answer(asked -> Said.ok("x".repeat(1000)));
        assertThat(http.send(get()).body()).hasSize(1000);

        vendor.answer(asked -> Said.ok("x".repeat(1001)));
        assertThatThrownBy(() -> http.send(get()))
                .isInstanceOf(VendorRefusal.class)
                .hasMessage("the vendor's answer is larger than 1000 bytes");
    }

    @Test
    void an_endless_answer_without_a_length_is_given_up() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread server = new Thread(() -> {
                try (var client = socket.accept();
                        var out = client.getOutputStream()) {
                    out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(new byte[4096]);
                    }
                } catch (IOException hungUp) {
                    // That is what the test is about.
                }
            });
            server.setDaemon(true);
            server.start();

            assertThatThrownBy(() -> http.send(HttpCall.get(at(socket), Map.of())))
                    .isInstanceOf(VendorRefusal.class);
        }
    }

    @Test
    void a_vendor_that_does_not_answer_is_left_in_time() {
        CountDownLatch done = new CountDownLatch(1);
        vendor.answer(asked -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Said.ok("{}");
        });

        assertThatThrownBy(() -> new VendorHttp(() -> NOW, Duration.ofMillis(50), 1000).send(get()))
                .isInstanceOf(VendorUnavailable.class)
                .hasMessageStartingWith("the vendor's API did not answer within");
        done.countDown();
    }

    @Test
    void a_vendor_that_is_not_there_is_unavailable() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = at(socket);
        }

        assertThatThrownBy(() -> http.send(HttpCall.get(nobody, Map.of())))
                .isInstanceOf(VendorUnavailable.class)
                .hasMessage("the vendor's API cannot be reached")
                .extracting(unavailable -> ((VendorUnavailable) unavailable).isUndone())
                .isEqualTo(true);
    }

    @Test
    void a_key_that_is_no_header_is_told_without_the_key() {
        assertThatThrownBy(() -> http.send(HttpCall.get(vendor.root(), Map.of("Authorization", "Token se\ncret"))))
                .isInstanceOf(VendorRefusal.class)
                .hasNoCause()
                .message()
                .doesNotContain("cret");
    }

    @Test
    void connections_that_lay_idle_are_not_used_again() {
        Instant[] now = {NOW};
        VendorHttp waking = new VendorHttp(() -> now[0], Duration.ofSeconds(20), 1000);
        waking.send(get());
        vendor.answer(asked -> Said.ok("[]"));
        now[0] = NOW.plusSeconds(3600);

        assertThat(waking.send(get()).body()).hasSize(2);
    }

    private static URI at(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
}
