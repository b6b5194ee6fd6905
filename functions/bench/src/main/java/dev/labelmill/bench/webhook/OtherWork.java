package dev.labelmill.bench.webhook;

/** What fills a processor's caches with other things: writes to each line of some memory, the same of all threads. */
final class OtherWork implements Runnable {
    private static final int LINE = 64;

    private final byte[] memory;

    /** @param kib how much memory; none does nothing */
    OtherWork(int kib) {
        memory = new byte[kib * 1024];
    }

    @Override
    public void run() {
        for (int i = 0; i < memory.length; i += LINE) {
            memory[i]++;
        }
    }
}
