package dev.labelmill.lambda.webhook;

import java.time.InstantSource;

/**
 * What strangers may make an execution environment hash. Refusing a small body takes less than the millisecond that
 * Lambda charges at least, so it is always done; large bodies are judged only while the bytes of refused requests stay
 * within a budget. Names and addresses of senders play no part: a flood under one name shuts out no other, and who is
 * held back learns nothing. Safe for use by several threads.
 */
final class HashingBudget {
    /** Bodies up to this are always judged, in bytes. */
    static final int SMALL_BYTES = 64 * 1024;
    /** Bytes of refused bodies, sustained in a second and at once. */
    static final long REFUSED_BYTES_PER_SECOND = 8L << 20;
    /** When a sender that was held back may come again, in seconds. */
    static final int RETRY_SECONDS = 2;

    private final TokenBucket bytes;

    HashingBudget(InstantSource clock) {
        bytes = new TokenBucket(REFUSED_BYTES_PER_SECOND, REFUSED_BYTES_PER_SECOND, clock);
    }

    /** Whether a body of that size is judged now. */
    boolean allows(int size) {
        return size <= SMALL_BYTES || bytes.holds(size);
    }

    /** Counts a body that was judged for nothing. */
    void refused(int size) {
        bytes.drain(size);
    }
}
