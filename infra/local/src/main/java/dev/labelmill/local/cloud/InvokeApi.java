package dev.labelmill.local.cloud;

import com.sun.net.httpserver.HttpExchange;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.cloud.wire.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Invoke call of Lambda's API ({@code POST /2015-03-31/functions/<name>/invocations}), synchronous alone, so that commands for a
 * deployment's functions work here. Of a name its part behind the last hyphen counts: {@code labelmill-dev-notify} is
 * {@code notify}. A request must be signed, though by whom is not looked at: pages in a browser cannot send one.
 */
public final class InvokeApi implements AutoCloseable {

    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([A-Za-z0-9-]+)/invocations");
    private static final String SIGNATURE = "AWS4-HMAC-SHA256 ";

    private final FunctionRuntime runtime;
    private final Set<String> functions;
    private final LoopbackServer server;

    /**
     * Starts listening on 127.0.0.1.
     *
     * @param functions that can be invoked
     */
    public InvokeApi(FunctionRuntime runtime, Set<String> functions) {
        this.runtime = runtime;
        this.functions = Set.copyOf(functions);
        server = new LoopbackServer("invoke", 0, this::handle);
    }

    /** Scheme, host and port, as the option {@code --endpoint-url} of AWS's tools takes it. */
    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] event = exchange.getRequestBody().readNBytes(FunctionUrl.MAX_BODY_BYTES);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!authorization.startsWith(SIGNATURE)) {
            message(exchange, 403, "The request is not signed.");
        } else if (!exchange.getRequestMethod().equals("POST") || !path.matches()) {
            message(exchange, 404, "Functions can be invoked here, and nothing else.");
        } else {
            invoke(exchange, path.group(1), event);
        }
    }

    private void invoke(HttpExchange exchange, String name, byte[] event) throws IOException {
        String function = name.substring(name.lastIndexOf('-') + 1);
        if (!functions.contains(function)) {
            message(exchange, 404, "Function not found: " + name);
            return;
        }
        try {
            LoopbackServer.answer(exchange, 200, runtime.invoke(function, event));
        } catch (FunctionFailed failed) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            LoopbackServer.answer(exchange, 200, Json.bytes(Json.object().put("errorMessage", failed.getMessage())));
        }
    }

    private static void message(HttpExchange exchange, int status, String message) throws IOException {
        LoopbackServer.answer(exchange, status, Json.bytes(Json.object().put("message", message)));
    }
}
