package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A vendor's API that takes and gives JSON, with the header that holds its key. */
public final class JsonApi {

    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final VendorApi api;
    private final String header;
    private final String key;

    /**
     * @param header that holds the key
     * @param key    as it stands in the header
     */
    public JsonApi(VendorApi api, String header, String key) {
        this.api = api;
        this.header = header;
        this.key = key;
    }

    /** Asks for something. @see #send */
    public HttpAnswer get(URI uri) {
        return send("GET", uri, new byte[0]);
    }

    /** Sends something. @see #send */
    public HttpAnswer post(URI uri, JsonNode body) {
        return send("POST", uri, Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends something that is no JSON, such as a form with a file in it. @see #send */
    public HttpAnswer post(URI uri, String contentType, byte[] body) {
        return send("POST", uri, contentType, body);
    }

    /** Puts something in its place. @see #send */
    public HttpAnswer put(URI uri, JsonNode body) {
        return send("PUT", uri, Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a request once.
     *
     * @return the answer, of status 2xx or 4xx
     * @throws VendorUnavailable if the same request may succeed later, also where the key is refused: it can be mended, and no
     *     task is to be lost by it meanwhile
     * @throws VendorRefusal     if the API answers from elsewhere
     */
    private HttpAnswer send(String method, URI uri, byte[] body) {
        return send(method, uri, "application/json", body);
    }

    private HttpAnswer send(String method, URI uri, String contentType, byte[] body) {
        Map<String, String> headers = new TreeMap<>(Map.of(header, key, "Accept", "application/json"));
        if (body.length > 0) {
            headers.put("Content-Type", contentType);
        }
        HttpAnswer answer = api.send(new HttpCall(method, uri, headers, body));
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            throw new VendorUnavailable(
                    "the vendor's API refuses the key that stands beside its url in the secrets", Optional.empty());
        }
        if (answer.status() >= MULTIPLE_CHOICES && answer.status() < BAD_REQUEST) {
            throw new VendorRefusal(
                    "the vendor's API is not at the url that stands in the secrets: it answered with status "
                            + answer.status());
        }
        return answer;
    }

    /**
     * What an answer says.
     *
     * @throws UnusableContent if it is no JSON object
     */
    public static Field read(HttpAnswer answer) throws UnusableContent {
        return StrictJson.readVendors(answer.body());
    }
}
