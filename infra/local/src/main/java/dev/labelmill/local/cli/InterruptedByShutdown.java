package dev.labelmill.local.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has Ctrl-C interrupt the thread that works, so that it stops where it waits instead of failing where it is, and says that it
 * stopped: the thread itself may not come to it before the JVM has ended. Closed when the work is over.
 */
final class InterruptedByShutdown implements AutoCloseable {

    private final AtomicReference<Optional<Path>> kept = new AtomicReference<>(Optional.empty());
    private final Thread hook;

    private InterruptedByShutdown(Thread worker, PrintWriter err) {
        hook = new Thread(
                () -> {
                    err.println(sentence(kept.get()));
                    err.flush();
                    worker.interrupt();
                },
                "interrupt-" + worker.getName());
    }

    /** Applies to the calling thread until it is closed. */
    static InterruptedByShutdown current(PrintWriter err) {
        InterruptedByShutdown shutdown = new InterruptedByShutdown(Thread.currentThread(), err);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** What a person is told; {@code folder} is what stays. */
    static String sentence(Optional<Path> folder) {
        return "labelmill: stopped"
                + folder.map(path -> "; the functions' logs are in " + path + "/logs")
                        .orElse("") + ".";
    }

    /** Names a folder that stays behind. */
    void keeps(Optional<Path> folder) {
        kept.set(folder);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then it has run, or does.
        }
    }
}
