package dev.labelmill.lambda.vendor;

/** The way to vendors' APIs. Implementations bound time and size, follow no redirect to another host, and log no header. */
public interface VendorApi {

    /**
     * Sends a request once.
     *
     * @return the answer with a status of 2xx, 3xx or 4xx other than 408, 425 and 429
     * @throws VendorUnavailable if there was no answer, or one of another status: the same request may succeed later
     */
    HttpAnswer send(HttpCall call);
}
