package dev.labelmill.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The webhook behind real HTTP, as a function URL has it, and a client of it. */
public final class WebhookDoor implements AutoCloseable {

    /** What the client sets by itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Supplier<Handler> webhook;

    /** @param webhook asked for with every request */
    public WebhookDoor(Supplier<Handler> webhook) {
        this.webhook = webhook;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::take);
        server.start();
    }

    /**
     * Sends the request of an event as its vendor would.
     *
     * @return {@code statusCode} and {@code body} of the answer
     */
    public JsonNode send(JsonNode event) {
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        String query = event.path("rawQueryString").asText();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        root.resolve(event.get("rawPath").asText() + (query.isEmpty() ? "" : "?" + query)))
                .method(
                        event.at("/requestContext/http/method").asText(),
                        event.has("body")
                                ? HttpRequest.BodyPublishers.ofString(
                                        event.get("body").asText())
                                : HttpRequest.BodyPublishers.noBody());
        event.get("headers").properties().stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.getKey()))
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return Json.object().put("statusCode", answer.statusCode()).put("body", answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        ObjectNode event = Json.object()
                .put("rawPath", exchange.getRequestURI().getRawPath())
                .put("rawQueryString", exchange.getRequestURI().getRawQuery())
                .put("body", Base64.getEncoder().encodeToString(body))
                .put("isBase64Encoded", true);
        ObjectNode headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        event.putObject("requestContext")
                .put("requestId", "request-" + System.identityHashCode(exchange))
                .putObject("http")
                .put("method", exchange.getRequestMethod());
        JsonNode answer = webhook.get().handle(event);
        byte[] said = answer.path("body").asText().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(answer.path("statusCode").asInt(), said.length);
            exchange.getResponseBody().write(said);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
