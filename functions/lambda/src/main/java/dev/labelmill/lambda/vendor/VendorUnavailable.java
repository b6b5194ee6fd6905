package dev.labelmill.lambda.vendor;

import java.time.Duration;
import java.util.Optional;

/** A vendor's API cannot be reached, or not now: trying again later helps. The message holds no address and no secret. */
public final class VendorUnavailable extends RuntimeException {

    private final transient Optional<Duration> retryAfter;

    public VendorUnavailable(String sentence, Optional<Duration> retryAfter, Throwable cause) {
        super(sentence, cause);
        this.retryAfter = retryAfter;
    }

    public VendorUnavailable(String sentence, Optional<Duration> retryAfter) {
        this(sentence, retryAfter, null);
    }

    /** How long the vendor asked to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
