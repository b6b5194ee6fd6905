package dev.labelmill.lambda.store;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits before a request is repeated: at random between nothing and an end that doubles with each fruitless attempt,
 * up to a limit, so that many who were throttled together do not come back together ("full jitter", Brooker,
 * "Exponential Backoff and Jitter", AWS Architecture Blog 2015).
 */
final class Backoff {

    private static final long FIRST_MILLIS = 25;
    private static final long LIMIT_MILLIS = 2000;
    /** From here on the limit holds anyway; a shift by more would overflow. */
    private static final int MAX_DOUBLINGS = 10;

    private Backoff() {}

    /** How a caller waits; tests do not. */
    @FunctionalInterface
    interface Pause {

        /** @param fruitless how many attempts in a row have brought nothing, from 0 */
        void after(int fruitless);
    }

    /** The longest wait in milliseconds. */
    static long limit(int fruitless) {
        return Math.min(LIMIT_MILLIS, FIRST_MILLIS << Math.min(fruitless, MAX_DOUBLINGS));
    }

    /** Waits. @throws IllegalStateException if the thread is interrupted */
    static void sleep(int fruitless) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(limit(fruitless) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the table was throttled", e);
        }
    }
}
