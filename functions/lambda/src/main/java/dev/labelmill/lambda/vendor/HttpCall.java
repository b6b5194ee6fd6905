package dev.labelmill.lambda.vendor;

import java.net.URI;
import java.util.Map;

/**
 * A request to a vendor's API.
 *
 * @param method  such as {@code GET}
 * @param headers by name, with the vendor's key among them: never to be logged
 * @param body    empty for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final byte[] NONE = {};

    /** Copies the headers. */
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** A request without a body. */
    public static HttpCall get(URI uri, Map<String, String> headers) {
        return new HttpCall("GET", uri, headers, NONE);
    }

    /** Method and host alone: paths and headers may hold what is nobody's business. */
    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
