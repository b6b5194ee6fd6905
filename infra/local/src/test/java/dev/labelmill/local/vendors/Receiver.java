package dev.labelmill.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.Verdict;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.cloud.wire.LoopbackServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A webhook's other end: keeps what came with a good signature, and answers with the statuses it is told, then 200. */
public final class Receiver implements AutoCloseable {

    public static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final Secret SECRET = Secret.ofWebhookKey(KEY);

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final LoopbackServer server;

    /** What came. */
    public record Request(String path, String id, Verdict verdict, JsonNode body) {}

    public Receiver(Integer... firstStatuses) {
        statuses.addAll(List.of(firstStatuses));
        server = new LoopbackServer("receiver", 0, exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Verdict verdict = new StandardWebhooks().verify(SecretRing.of(SECRET), headers, body, Instant.now());
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    headers.get(StandardWebhooks.ID_HEADER),
                    verdict,
                    Json.parse(body)));
            Integer status = statuses.poll();
            LoopbackServer.answer(
                    exchange, status == null ? 200 : status, "{\"error\":\"no\"}".getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Where it is. */
    public URI address() {
        return server.address();
    }

    /** What came so far. */
    public BlockingQueue<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }
}
