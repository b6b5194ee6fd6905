package dev.labelmill.local.cloud;

/** Something that wakes a function. */
public interface EventSource extends AutoCloseable {

    /** Wakes it no more; what is under way goes on. */
    void stop();

    /** Stops, and waits for what is under way. */
    @Override
    void close();
}
