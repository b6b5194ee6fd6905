package dev.labelmill.lambda.notify;

import java.time.Instant;

/**
 * A delivery of which something could not be used.
 *
 * @param source  whence it came, or whither it was to go, such as {@code webhook/<vendor>}
 * @param id      names it, the same again when it comes again
 * @param version tells deliveries of one id apart, such as an upload in another's place; empty where the id does
 * @param at      when it was rejected
 */
public record RejectedDelivery(String source, String id, String version, Instant at) {

    /** One whose id is its own. */
    public RejectedDelivery(String source, String id, Instant at) {
        this(source, id, "", at);
    }

    /** What tells a notice of it apart from all others. */
    String occurrence(String batch) {
        String base = source + "\n" + id + "\n" + batch;
        return version.isEmpty() ? base : base + "\n" + version;
    }
}
