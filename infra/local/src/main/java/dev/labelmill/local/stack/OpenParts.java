package dev.labelmill.local.stack;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, to be closed newest first; each part whatever becomes of the others, or it would outlive the program. */
final class OpenParts implements AutoCloseable {

    private final Deque<Part> open = new ArrayDeque<>();
    private boolean closed;
    private volatile boolean ending;

    private record Part(AutoCloseable closeable, boolean endsWithProgram) {}

    /**
     * Keeps a part until the end. Ctrl-C may come while parts are still being opened; what is opened after it must not stay.
     *
     * @throws IllegalStateException if all has been closed; the part is closed with what was open then
     */
    <T extends AutoCloseable> T opened(T part) {
        return opened(part, false);
    }

    /** The same for a part that leaves nothing behind when this JVM ends without its being closed. */
    <T extends AutoCloseable> T openedInMemory(T part) {
        return opened(part, true);
    }

    private synchronized <T extends AutoCloseable> T opened(T part, boolean endsWithProgram) {
        open.push(new Part(part, endsWithProgram));
        if (closed) {
            throw new IllegalStateException("The local cloud was closed while it started");
        }
        return part;
    }

    /**
     * Closes all that would outlive this JVM, which is ending. A server in memory would first wait for each request under way: the
     * one of queues for a minute at most.
     */
    void end() {
        ending = true;
        close();
    }

    /** Closes all; again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        RuntimeException first = null;
        while (!open.isEmpty()) {
            Part part = open.pop();
            if (ending && part.endsWithProgram()) {
                continue;
            }
            try {
                part.closeable().close();
            } catch (Exception failed) {
                first = first == null
                        ? new IllegalStateException("The local cloud did not end cleanly", failed)
                        : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
