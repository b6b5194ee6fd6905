package dev.labelmill.lambda.webhook;

import java.time.Duration;
import java.time.InstantSource;

/** A bucket that fills at a steady rate and is emptied by what happens. Safe for use by several threads. */
final class TokenBucket {
    /** Tokens are counted in thousandths, so that a rate per second is a whole number per millisecond. */
    private static final long TOKEN = 1_000;

    private final long capacity;
    private final long perMilli;
    private final InstantSource clock;
    private long level;
    private long filledAt;

    /** A full bucket. */
    TokenBucket(long capacity, long perSecond, InstantSource clock) {
        this.capacity = capacity * TOKEN;
        this.perMilli = perSecond;
        this.clock = clock;
        this.level = this.capacity;
        this.filledAt = clock.millis();
    }

    /** Takes one token; zero when there was one, else how long until there is one, and nothing is taken. */
    synchronized Duration take() {
        fill();
        if (level < TOKEN) {
            return Duration.ofMillis((TOKEN - level + perMilli - 1) / perMilli);
        }
        level -= TOKEN;
        return Duration.ZERO;
    }

    /** Takes that many tokens, at the most all there are. */
    synchronized void drain(long many) {
        fill();
        level = Math.max(0, level - many * TOKEN);
    }

    /** Whether that many tokens are in it. */
    synchronized boolean holds(long many) {
        fill();
        return level >= many * TOKEN;
    }

    private void fill() {
        long now = clock.millis();
        // A clock that is set back gives nothing, and takes nothing either; after a long rest the bucket is full.
        long elapsed = Math.max(0, Math.min(now - filledAt, capacity / perMilli + 1));
        level = Math.min(capacity, level + elapsed * perMilli);
        filledAt = now;
    }
}
