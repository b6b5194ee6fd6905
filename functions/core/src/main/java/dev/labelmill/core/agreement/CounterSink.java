package dev.labelmill.core.agreement;

/** Takes counters one by one. */
@FunctionalInterface
public interface CounterSink {

    /**
     * Adds to a counter.
     *
     * @param amount never 0
     */
    void add(String name, long amount);
}
