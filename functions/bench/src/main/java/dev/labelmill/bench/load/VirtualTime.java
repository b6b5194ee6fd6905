package dev.labelmill.bench.load;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that shows what the model says: when the invocation began that is run now, and what its requests have taken since.
 * Nothing waits for it.
 */
final class VirtualTime extends Clock {
    private static final Instant BEGIN = Instant.parse("2026-11-30T00:00:00Z");

    private volatile long begun;
    private final AtomicLong passed = new AtomicLong();

    /** Sets it to the begin of something, in microseconds since the run's own begin. */
    void at(long micros) {
        begun = micros;
        passed.set(0);
    }

    /** A request has taken so many microseconds. */
    void pass(long micros) {
        passed.addAndGet(micros);
    }

    /** Microseconds since the run's begin. */
    long micros() {
        return begun + passed.get();
    }

    @Override
    public Instant instant() {
        return BEGIN.plusNanos(micros() * 1000);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for another zone");
    }
}
