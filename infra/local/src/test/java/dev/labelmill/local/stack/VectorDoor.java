package dev.labelmill.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.cloud.FunctionUrl;
import dev.labelmill.local.cloud.runtime.InProcessRuntime;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A webhook of its own that knows the sender of a vector, at the vector's time. What has come over HTTP can be sent again with
 * something changed, thousands of times, as the function got it.
 */
final class VectorDoor implements AutoCloseable {

    private final UnaryOperator<byte[]> webhook;
    private final FunctionUrl url;
    private volatile byte[] last;

    VectorDoor(House house, SignatureVector vector) {
        webhook = house.environments().webhook(vector.secrets(), InstantSource.fixed(vector.at()));
        url = new FunctionUrl(new InProcessRuntime(Map.of("webhook", this::take)), "webhook", 0);
    }

    private byte[] take(byte[] event) {
        last = event;
        return webhook.apply(event);
    }

    URI address() {
        return url.address();
    }

    /** The status of the last request with another body. */
    int statusOfBody(byte[] body) {
        return status(
                event().put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true));
    }

    /** The status of the last request with another header. */
    int statusOfHeader(String name, String value) {
        ObjectNode event = event();
        ((ObjectNode) event.get("headers")).put(name, value);
        return status(event);
    }

    private ObjectNode event() {
        return (ObjectNode) Json.parse(last);
    }

    private int status(ObjectNode event) {
        return Json.parse(webhook.apply(Json.write(event).getBytes(UTF_8)))
                .path("statusCode")
                .asInt();
    }

    @Override
    public void close() {
        url.close();
    }
}
