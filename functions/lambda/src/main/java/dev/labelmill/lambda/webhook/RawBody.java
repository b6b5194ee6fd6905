package dev.labelmill.lambda.webhook;

import dev.labelmill.lambda.payload.UnusableContent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Gets a request's body back to the bytes that the sender signed, before anything else looks at them. */
public final class RawBody {
    /** Largest body taken, in bytes: 1 MiB, far above a thousand labels and below the service's own 6 MB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_BASE64_CHARS = (MAX_BYTES + 2) / 3 * 4;

    private RawBody() {}

    /**
     * The body's bytes.
     *
     * @throws UnusableContent 413 when there are more than {@link #MAX_BYTES}; 400 when the encoding is broken
     */
    public static byte[] read(FunctionUrlEvent event) throws UnusableContent {
        String body = event.body();
        // Neither encoding has fewer characters than this, so an oversized body is refused before it is copied.
        if (body.length() > (event.isBase64Encoded() ? MAX_BASE64_CHARS : MAX_BYTES)) {
            throw tooLarge();
        }
        byte[] bytes = event.isBase64Encoded() ? decode(body) : body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    /**
     * The bytes of the query string, which are signed where there is no body.
     *
     * @throws UnusableContent 413 when there are more than {@link #MAX_BYTES}
     */
    static byte[] ofQuery(FunctionUrlEvent event) throws UnusableContent {
        byte[] bytes = event.rawQueryString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static byte[] decode(String base64) throws UnusableContent {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new UnusableContent(400, "the body is not base64");
        }
    }

    private static UnusableContent tooLarge() {
        return new UnusableContent(413, "the request is larger than " + MAX_BYTES + " bytes");
    }
}
