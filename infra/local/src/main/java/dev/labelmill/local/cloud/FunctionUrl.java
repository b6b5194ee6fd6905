package dev.labelmill.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.cloud.wire.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A function behind HTTP, as a Lambda function URL with payload format 2.0: a request is an event, the answer a response. A
 * failed invocation is a 502.
 */
public final class FunctionUrl implements AutoCloseable {

    /** The largest request body, in bytes (Lambda quotas: 6 MB). */
    public static final int MAX_BODY_BYTES = 6 * 1024 * 1024;

    private final FunctionRuntime runtime;
    private final String function;
    private final LoopbackServer server;

    /**
     * Starts listening on 127.0.0.1.
     *
     * @param port to listen on; 0 for any free one
     */
    public FunctionUrl(FunctionRuntime runtime, String function, int port) {
        this.runtime = runtime;
        this.function = function;
        server = new LoopbackServer("url-" + function, port, this::handle);
    }

    /** The URL's scheme, host and port. */
    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            // Read to its end, or the client sees a broken connection instead of the answer.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            message(exchange, 413, "Request Entity Too Large");
            return;
        }
        try {
            byte[] answer = runtime.invoke(function, Json.bytes(UrlEvent.of(exchange, body)));
            Optional<JsonNode> json = Json.parse(answer);
            if (json.isPresent() && json.get().has("statusCode")) {
                respond(exchange, json.get());
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                LoopbackServer.answer(exchange, 200, answer);
            }
        } catch (FunctionFailed failed) {
            message(exchange, 502, "Internal Server Error");
        }
    }

    private static void respond(HttpExchange exchange, JsonNode response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        response.path("headers")
                .properties()
                .forEach(
                        header -> headers.set(header.getKey(), header.getValue().asText()));
        response.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asText()));
        String text = response.path("body").asText("");
        byte[] body = response.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        LoopbackServer.answer(exchange, response.path("statusCode").asInt(), body);
    }

    private static void message(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        LoopbackServer.answer(exchange, status, Json.bytes(Json.object().put("message", message)));
    }
}
