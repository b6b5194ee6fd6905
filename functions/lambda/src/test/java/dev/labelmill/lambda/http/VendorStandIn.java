package dev.labelmill.lambda.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.labelmill.lambda.vendor.ApiAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/** A vendor's API that answers over real HTTP as a test says, and keeps what it was asked. */
public final class VendorStandIn implements AutoCloseable {

    public static final String KEY = "key-of-the-api";

    /**
     * What came.
     *
     * @param path    with its query, as it was sent
     * @param headers by lower-case name
     */
    public record Asked(String method, String path, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What is answered. */
    public record Said(int status, Map<String, String> headers, byte[] body) {
        public static Said ok(String json) {
            return status(200, json);
        }

        public static Said status(int status, String json) {
            return new Said(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
        }

        public static Said later(int status, String retryAfter) {
            return new Said(status, Map.of("Retry-After", retryAfter), new byte[0]);
        }
    }

    /** How it answers. */
    public interface Answers {
        Said answer(Asked asked);
    }

    private final HttpServer server;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Answers answers;

    public VendorStandIn(Answers answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Changes how it answers from now on. */
    public void answer(Answers from) {
        answers = from;
    }

    public ApiAccess access() {
        return new ApiAccess(root(), KEY);
    }

    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What it was asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Asked request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(request);
        Said said = answers.answer(request);
        said.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(said.status(), said.body().length == 0 ? -1 : said.body().length);
        try (var out = exchange.getResponseBody()) {
            out.write(said.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
