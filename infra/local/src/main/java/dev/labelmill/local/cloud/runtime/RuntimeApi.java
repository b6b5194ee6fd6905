package dev.labelmill.local.cloud.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.cloud.wire.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lambda's runtime API (version 2018-06-01) for one process. Each process has its own, so that a process that dies while
 * it polls cannot take another's event with it.
 */
final class RuntimeApi implements AutoCloseable {

    /** The largest answer of a synchronous invocation, in bytes (Lambda quotas: 6 MB). */
    static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);

    private final String function;
    private final String functionArn;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final AtomicReference<Invocation> current = new AtomicReference<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final LoopbackServer server;

    RuntimeApi(String function, String functionArn) {
        this.function = function;
        this.functionArn = functionArn;
        server = new LoopbackServer("runtime-api-" + function, 0, this::handle);
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API wants it. */
    String authority() {
        return server.address().getAuthority();
    }

    /** Completes at the first poll, or exceptionally if the function cannot initialise. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Hands {@code invocation} to the next poll. */
    void submit(Invocation invocation) {
        current.set(invocation);
        waiting.add(invocation);
    }

    /** Fails whatever is under way. */
    void fail(FunctionFailed failure) {
        ready.completeExceptionally(failure);
        Invocation failed = current.getAndSet(null);
        if (failed != null) {
            failed.answer().completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(ROOT)) {
            LoopbackServer.answer(exchange, 404, new byte[0]);
            return;
        }
        String action = path.substring(ROOT.length());
        switch (action) {
            case "invocation/next" -> next(exchange);
            case "init/error" -> initError(exchange);
            default -> {
                String[] parts = action.split("/");
                if (parts.length == 3 && parts[2].equals("response")) {
                    response(exchange, parts[1]);
                } else if (parts.length == 3 && parts[2].equals("error")) {
                    error(exchange, parts[1]);
                } else {
                    LoopbackServer.answer(exchange, 404, new byte[0]);
                }
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.complete(null);
        try {
            Invocation invocation = waiting.take();
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(invocation.deadline().toEpochMilli()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
            LoopbackServer.answer(exchange, 200, invocation.event());
        } catch (InterruptedException closing) {
            exchange.close();
        }
    }

    private void response(HttpExchange exchange, String requestId) throws IOException {
        byte[] answer = exchange.getRequestBody().readAllBytes();
        Invocation answered = take(requestId);
        if (answered == null) {
            LoopbackServer.answer(exchange, 400, new byte[0]);
        } else if (answer.length > MAX_ANSWER_BYTES) {
            LoopbackServer.answer(exchange, 413, new byte[0]);
            answered.answer()
                    .completeExceptionally(new FunctionFailed.HandlerError(
                            function, "Function.ResponseSizeTooLarge", answer.length + " bytes"));
        } else {
            LoopbackServer.answer(exchange, 202, ACCEPTED);
            answered.answer().complete(answer);
        }
    }

    private void error(HttpExchange exchange, String requestId) throws IOException {
        FunctionFailed failure = handlerError(exchange);
        Invocation failed = take(requestId);
        LoopbackServer.answer(exchange, failed == null ? 400 : 202, ACCEPTED);
        if (failed != null) {
            failed.answer().completeExceptionally(failure);
        }
    }

    private void initError(HttpExchange exchange) throws IOException {
        FunctionFailed failure = handlerError(exchange);
        LoopbackServer.answer(exchange, 202, ACCEPTED);
        fail(failure);
    }

    private Invocation take(String requestId) {
        Invocation invocation = current.get();
        boolean known = invocation != null && invocation.requestId().equals(requestId);
        return known && current.compareAndSet(invocation, null) ? invocation : null;
    }

    private FunctionFailed handlerError(HttpExchange exchange) throws IOException {
        JsonNode error = Json.parse(exchange.getRequestBody().readAllBytes()).orElse(MissingNode.getInstance());
        return new FunctionFailed.HandlerError(
                function,
                error.path("errorType").asText("Runtime.Unknown"),
                error.path("errorMessage").asText(""));
    }
}
