package dev.labelmill.core.hosted;

/**
 * How a hosted model is called.
 *
 * @param concurrency    calls at a time of one process, 1 to 64
 * @param timeoutSeconds that one attempt may take, 1 to 120
 * @param attempts       of a call, the first included, 1 to 10
 */
public record CallSettings(int concurrency, int timeoutSeconds, int attempts) {

    /** @throws IllegalArgumentException naming the field that is out of range */
    public CallSettings {
        requireRange(concurrency, 1, 64, "prelabel.concurrency");
        requireRange(timeoutSeconds, 1, 120, "prelabel.timeoutSeconds");
        requireRange(attempts, 1, 10, "prelabel.attempts");
    }

    static void requireRange(int value, int least, int most, String field) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
