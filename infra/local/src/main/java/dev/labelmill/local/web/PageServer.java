package dev.labelmill.local.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.labelmill.local.cloud.wire.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The page's HTTP server. It listens on 127.0.0.1, answers only what {@link Gate} lets through, and allows the page nothing
 * but its own files: no inline script, no other host.
 */
public final class PageServer implements AutoCloseable {

    private static final Set<String> METHODS = Set.of("GET", "POST");

    /** Images are items' content: whatever they hold, nothing in them runs. */
    private static final String IMAGE_POLICY = "default-src 'none'; sandbox";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Routes routes;
    private final LoopbackServer server;
    private final Gate gate;

    /**
     * Starts it.
     *
     * @param port to listen on; 0 for any free one
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public PageServer(int port, Routes routes) {
        this.routes = routes;
        server = new LoopbackServer("page", port, this::handle);
        gate = new Gate(server.address().getPort());
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        Reply reply = reply(exchange);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.type());
        headers.set("Content-Security-Policy", isImage(reply) ? IMAGE_POLICY : POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        LoopbackServer.answer(exchange, reply.status(), reply.body());
    }

    private Reply reply(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!METHODS.contains(method)) {
            return Reply.problem(405, "Only GET and POST are answered.");
        }
        Optional<String> refusal = gate.refusal(method, exchange.getRequestHeaders());
        if (refusal.isPresent()) {
            return Reply.problem(403, refusal.get());
        }
        try {
            return routes.answer(Request.of(method, exchange.getRequestURI()));
        } catch (IllegalArgumentException wrong) {
            return Reply.problem(400, wrong.getMessage());
        } catch (RuntimeException failed) {
            return Reply.problem(
                    500, "This could not be read (" + failed.getClass().getSimpleName() + ").");
        }
    }

    private static boolean isImage(Reply reply) {
        return reply.type().startsWith("image/");
    }
}
