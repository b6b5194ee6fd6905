package dev.labelmill.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionUrlTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Recorder function = new Recorder(
            "{\"statusCode\":201,\"headers\":{\"X-Kind\":\"y\",\"Content-Type\":\"text/plain\"},\"body\":\"grün\"}");
    private final FunctionUrl url = new FunctionUrl(function.as("webhook"), "webhook", 0);

    @AfterEach
    void stop() {
        url.close();
    }

    @Test
    void a_request_becomes_a_format_2_event() throws Exception {
        post("/webhooks/crowd%20one?a=1&b=x%20y&a=2", "{\"ü\":1}".getBytes(StandardCharsets.UTF_8), "application/json");

        JsonNode event = function.events().get(0);
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asText()).isEqualTo("/webhooks/crowd%20one");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&b=x%20y&a=2");
        assertThat(event.path("queryStringParameters").path("a").asText()).isEqualTo("1,2");
        assertThat(event.path("queryStringParameters").path("b").asText()).isEqualTo("x y");
        assertThat(event.path("headers").path("webhook-id").asText()).isEqualTo("w1");
        assertThat(event.path("body").asText()).isEqualTo("{\"ü\":1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode http = event.path("requestContext").path("http");
        assertThat(http.path("method").asText()).isEqualTo("POST");
        assertThat(http.path("path").asText()).isEqualTo("/webhooks/crowd one");
        assertThat(http.path("sourceIp").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void bytes_that_are_no_text_come_through_unchanged() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, 1};

        post("/", bytes, "application/octet-stream");
        post("/", bytes, "application/json");

        assertThat(function.events()).hasSize(2).allSatisfy(event -> {
            assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
            assertThat(Base64.getDecoder().decode(event.path("body").asText())).isEqualTo(bytes);
        });
    }

    @Test
    void the_answer_becomes_the_response() throws Exception {
        HttpResponse<String> response = post("/", new byte[0], "application/json");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("x-kind")).contains("y");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain");
        assertThat(response.body()).isEqualTo("grün");
    }

    @Test
    void an_encoded_answer_is_decoded() throws Exception {
        function.answer(event -> "{\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":true}");

        assertThat(post("/", new byte[0], "text/plain").body()).isEqualTo("hi");
    }

    @Test
    void an_answer_without_a_status_is_the_body() throws Exception {
        function.answer(event -> "{\"stored\":1}");

        HttpResponse<String> response = post("/", new byte[0], "text/plain");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"stored\":1}");
    }

    @Test
    void a_failed_invocation_is_a_502() throws Exception {
        function.answer(event -> {
            throw new IllegalStateException("told to");
        });

        HttpResponse<String> response = post("/", new byte[0], "text/plain");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void a_body_beyond_six_megabytes_never_reaches_the_function() throws Exception {
        assertThat(post("/", new byte[FunctionUrl.MAX_BODY_BYTES + 1], "text/plain")
                        .statusCode())
                .isEqualTo(413);
        assertThat(function.events()).isEmpty();
        assertThat(post("/", new byte[FunctionUrl.MAX_BODY_BYTES], "text/plain").statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> post(String path, byte[] body, String contentType) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(url.address().resolve(path))
                        .header("Content-Type", contentType)
                        .header("Webhook-Id", "w1")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
