package dev.labelmill.local.cloud.runtime;

import java.time.Duration;

/** A function did not answer an event. Whether it did any of its work is unknown. */
public abstract sealed class FunctionFailed extends Exception {

    private FunctionFailed(String message) {
        super(message);
    }

    /** The handler threw, or the function could not initialise. */
    public static final class HandlerError extends FunctionFailed {

        private final String errorType;

        /** An error of {@code errorType}, as the function named it. */
        public HandlerError(String function, String errorType, String message) {
            super(function + " failed: " + errorType + ": " + message);
            this.errorType = errorType;
        }

        /** The function's name for the kind of error, often an exception's class. */
        public String errorType() {
            return errorType;
        }
    }

    /** The time limit passed; the process was killed. */
    public static final class TimedOut extends FunctionFailed {

        /** No answer within {@code limit}. */
        public TimedOut(String function, Duration limit) {
            super(function + " timed out after " + limit.toMillis() + " ms");
        }
    }

    /** The process ended before it answered. */
    public static final class ProcessDied extends FunctionFailed {

        /** The process ended with {@code exitCode}. */
        public ProcessDied(String function, int exitCode) {
            super(function + " died with exit code " + exitCode);
        }
    }
}
