package dev.labelmill.bench.load;

/**
 * What a request takes in the model, in microseconds. Round figures of what the services are commonly seen to take inside their
 * region ("consistent single-digit millisecond" is what DynamoDB promises); they pass on the virtual clock alone.
 */
enum Latency {
    TABLE_READ(3_000),
    TABLE_WRITE(5_000),
    OBJECT_READ(25_000),
    OBJECT_WRITE(40_000),
    QUEUE(8_000);

    /** Requests that {@code InParallel} makes side by side, each in a thread of its own. */
    private static final int SIDE_BY_SIDE = 8;

    private final long micros;

    Latency(long micros) {
        this.micros = micros;
    }

    /** @param alone whether the invocation waits for it and nothing else */
    long micros(boolean alone) {
        return alone ? micros : micros / SIDE_BY_SIDE;
    }
}
