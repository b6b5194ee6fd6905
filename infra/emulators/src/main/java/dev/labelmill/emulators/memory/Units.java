package dev.labelmill.emulators.memory;

import java.util.concurrent.atomic.LongAdder;

/** What the calls of a table have consumed. A write whose condition fails is charged like one that is done. */
public final class Units {
    private static final long WRITE_BYTES = 1024;
    private static final long READ_BYTES = 4096;

    private final LongAdder write = new LongAdder();
    private final LongAdder halfReads = new LongAdder();
    private final LongAdder calls = new LongAdder();

    Units() {}

    /** Write request units. */
    public long write() {
        return write.sum();
    }

    /** Read request units; an eventually consistent read is half of one. */
    public double read() {
        return halfReads.sum() / 2.0;
    }

    /** Calls, whatever became of them. */
    public long calls() {
        return calls.sum();
    }

    void call() {
        calls.increment();
    }

    /** @return the units */
    double written(long bytes) {
        long units = Math.max(1, (bytes + WRITE_BYTES - 1) / WRITE_BYTES);
        write.add(units);
        return units;
    }

    /** @return the units */
    double read(long bytes, boolean consistent) {
        long halves = Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES) * (consistent ? 2 : 1);
        halfReads.add(halves);
        return halves / 2.0;
    }
}
