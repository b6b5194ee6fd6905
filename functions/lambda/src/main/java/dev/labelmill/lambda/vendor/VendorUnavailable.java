package dev.labelmill.lambda.vendor;

import java.time.Duration;
import java.util.Optional;

/** A vendor's API cannot be reached, or not now: trying again later helps. The message holds no address and no secret. */
public final class VendorUnavailable extends RuntimeException {

    private final transient Optional<Duration> retryAfter;
    private final boolean undone;

    private VendorUnavailable(String sentence, Optional<Duration> retryAfter, Throwable cause, boolean undone) {
        super(sentence, cause);
        this.retryAfter = retryAfter;
        this.undone = undone;
    }

    /** The vendor may have done what it was asked for. */
    public VendorUnavailable(String sentence, Optional<Duration> retryAfter, Throwable cause) {
        this(sentence, retryAfter, cause, false);
    }

    /** The vendor may have done what it was asked for. */
    public VendorUnavailable(String sentence, Optional<Duration> retryAfter) {
        this(sentence, retryAfter, null);
    }

    /** The vendor has not done what it was asked for: it was not reached, say. */
    public static VendorUnavailable undone(String sentence, Optional<Duration> retryAfter, Throwable cause) {
        return new VendorUnavailable(sentence, retryAfter, cause, true);
    }

    /** Whether it is known that the vendor has not done what it was asked for. */
    public boolean isUndone() {
        return undone;
    }

    /** How long the vendor asked to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
