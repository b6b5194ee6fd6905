package dev.labelmill.local.cloud.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that only this machine reaches, with a thread per request under way. */
public final class LoopbackServer implements AutoCloseable {

    static {
        // Without it each answer waits for the client's delayed acknowledgement: 45 ms a call instead of 6.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * Starts it.
     *
     * @param name of its threads
     * @param port to listen on; 0 for any free one
     * @param handler of all paths
     * @throws UncheckedIOException if the port is taken
     */
    public LoopbackServer(String name, int port, HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("Port " + port + " cannot be listened on", taken);
        }
        threads = Executors.newCachedThreadPool(task -> daemon(task, name));
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    /** Its address, without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers {@code exchange} with {@code body} and ends it. */
    public static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
