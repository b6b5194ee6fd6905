package dev.labelmill.lambda.vendor;

import java.net.URI;

/**
 * Where a vendor's API is, and the key to it.
 *
 * @param url the API's root, {@code https}, or {@code http} on this very machine
 * @param key as the vendor wants it; never to be logged
 */
public record ApiAccess(URI url, String key) {

    /** @throws IllegalArgumentException if the address is none that a key may be sent to; the message does not repeat it */
    public ApiAccess {
        boolean local = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
        if (url.getHost() == null || !("https".equals(url.getScheme()) || local && "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("the address of an API must begin with https:// and name a host");
        }
    }

    @Override
    public String toString() {
        return "ApiAccess[" + url.getHost() + "]";
    }
}
