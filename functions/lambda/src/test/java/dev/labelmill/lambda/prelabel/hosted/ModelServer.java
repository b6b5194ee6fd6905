package dev.labelmill.lambda.prelabel.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A local server that answers in the services' wire formats, and clients that find it. */
public final class ModelServer implements AutoCloseable {

    /** What came in. */
    public record Received(String path, String contentType, byte[] body) {
        public JsonNode json() {
            return Json.parse(body);
        }
    }

    /** What goes out; a null body is no answer at all. */
    public record Response(int status, Map<String, String> headers, String body) {

        public static Response ok(String body) {
            return new Response(200, Map.of(), body);
        }

        public static Response silence() {
            return new Response(0, Map.of(), null);
        }

        /** An error in the form of restJson1 and awsJson1.1, which take the header's name. */
        public static Response error(int status, String code) {
            return new Response(
                    status,
                    Map.of("x-amzn-ErrorType", code),
                    "{\"__type\":\"" + code + "\",\"message\":\"secret content of an item\"}");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Response> first = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Response> answers;
    private volatile Duration work = Duration.ZERO;

    public ModelServer(Function<Received, Response> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Gives these before all others, one to each request. */
    public ModelServer first(Response... responses) {
        first.addAll(List.of(responses));
        return this;
    }

    public void answering(Function<Received, Response> others) {
        answers = others;
    }

    /** Has every request take so long. */
    public void working(Duration longer) {
        work = longer;
    }

    public List<Received> received() {
        return received;
    }

    /** Requests that were under way at a time, at most. */
    public int most() {
        return most.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange) {
            Received request = new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes());
            received.add(request);
            Thread.sleep(work.toMillis());
            Response next = first.poll();
            Response response = next == null ? answers.apply(request) : next;
            if (response.body() == null) {
                Thread.sleep(60_000);
                return;
            }
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            response.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            underWay.decrementAndGet();
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Clients of this server, which hardly wait before they try again. */
    public ModelClients clients() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new ModelClients(
                builder -> builder.endpointOverride(address)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(20));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
