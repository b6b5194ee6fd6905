package dev.labelmill.bench.webhook;

/** What fills a processor's caches with other things: writes to each line of some memory, of each thread its own. */
final class OtherWork implements Runnable {
    private static final int LINE = 64;

    private final ThreadLocal<byte[]> memory;

    /** @param kib how much memory; none does nothing */
    OtherWork(int kib) {
        memory = ThreadLocal.withInitial(() -> new byte[kib * 1024]);
    }

    @Override
    public void run() {
        byte[] mine = memory.get();
        for (int i = 0; i < mine.length; i += LINE) {
            mine[i]++;
        }
    }
}
