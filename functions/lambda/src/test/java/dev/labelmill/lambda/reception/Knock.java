package dev.labelmill.lambda.reception;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to the webhook's door, in parts that can be spoilt one by one; what a GET has for a body is its query string. */
record Knock(String vendor, String path, String method, Map<String, String> headers, byte[] body, boolean base64) {

    /** A request as a vendor sends it, not yet signed. */
    static Knock to(String vendor, byte[] body) {
        return new Knock(vendor, "/webhooks/" + vendor, "POST", Map.of(), body, false);
    }

    Knock withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Knock(vendor, path, method, all, body, base64);
    }

    Knock withBody(byte[] other) {
        return new Knock(vendor, path, method, headers, other, base64);
    }

    Knock withPath(String other) {
        return new Knock(vendor, other, method, headers, body, base64);
    }

    Knock withMethod(String other) {
        return new Knock(vendor, path, other, headers, body, base64);
    }

    Knock withBase64(boolean encoded) {
        return new Knock(vendor, path, method, headers, body, encoded);
    }

    /** The bytes that come through the service: text that is no UTF-8 only does so in base64. */
    byte[] received() {
        return base64 && !isByQuery() ? body : new String(body, UTF_8).getBytes(UTF_8);
    }

    private boolean isByQuery() {
        return method.equals("GET");
    }

    /** Whether nothing differs from another but how the body is encoded. */
    boolean isAs(Knock other) {
        return path.equals(other.path)
                && method.equals(other.method)
                && headers.equals(other.headers)
                && Arrays.equals(received(), other.received());
    }

    /** The event that the function gets of it. */
    JsonNode event(long number) {
        ObjectNode event = Json.object().put("rawPath", path);
        if (isByQuery()) {
            event.put("rawQueryString", new String(body, UTF_8));
        } else {
            event.put("body", base64 ? Base64.getEncoder().encodeToString(body) : new String(body, UTF_8))
                    .put("isBase64Encoded", base64);
        }
        headers.forEach(event.putObject("headers")::put);
        ObjectNode context = event.putObject("requestContext").put("requestId", "request-" + number);
        context.putObject("http").put("method", method);
        return event;
    }

    @Override
    public String toString() {
        return method + " " + path + " " + headers + (base64 ? " base64 " : " ") + new String(body, UTF_8);
    }
}
