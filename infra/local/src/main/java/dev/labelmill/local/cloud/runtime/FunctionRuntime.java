package dev.labelmill.local.cloud.runtime;

/** Runs functions by name, one event at a time each, many at once. */
@FunctionalInterface
public interface FunctionRuntime {

    /**
     * Gives {@code event} to {@code function} and waits for its answer.
     *
     * @param event the event's JSON
     * @return the answer's JSON; empty if the function answers nothing
     * @throws FunctionFailed if it did not answer
     * @throws IllegalArgumentException if there is no such function
     */
    byte[] invoke(String function, byte[] event) throws FunctionFailed;
}
