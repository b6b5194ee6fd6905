package dev.labelmill.local.cloud;

import java.util.Collection;

/** How the sources' threads start and end. */
public final class Threads {

    private Threads() {}

    /** A started daemon thread, so that a forgotten source keeps no JVM alive. */
    public static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for {@code threads} to end; an interruption ends the wait and is kept. */
    public static void joinAll(Collection<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
