package dev.labelmill.lambda.webhook;

import dev.labelmill.lambda.secret.Rate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds each vendor to its rate. Only vendors whose signature was right come here, so a stranger can neither fill this
 * nor use up a vendor's share. Safe for use by several threads.
 */
final class VendorRates {
    private final InstantSource clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(Rate rate, TokenBucket bucket) {}

    VendorRates(InstantSource clock) {
        this.clock = clock;
    }

    /** Zero when a delivery of the vendor may be taken, which counts it; else how long the vendor is to wait. */
    Duration take(String vendor, Rate rate) {
        return held.compute(vendor, (name, last) -> last != null && last.rate.equals(rate) ? last : fresh(rate))
                .bucket
                .take();
    }

    private Held fresh(Rate rate) {
        return new Held(rate, new TokenBucket(rate.burst(), rate.perSecond(), clock));
    }
}
