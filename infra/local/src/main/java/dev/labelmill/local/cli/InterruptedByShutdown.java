package dev.labelmill.local.cli;

/** Has Ctrl-C interrupt the thread that works, so that it stops where it waits instead of failing where it is. */
final class InterruptedByShutdown {

    private InterruptedByShutdown() {}

    /** Applies to the calling thread. */
    static void current() {
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(worker::interrupt, "interrupt-" + worker.getName()));
    }
}
