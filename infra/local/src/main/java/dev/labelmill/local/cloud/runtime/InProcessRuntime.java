package dev.labelmill.local.cloud.runtime;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Functions in this JVM, on the caller's thread. An exception is the handler's error; an {@link Error} stands for the
 * process's death, so that tests can simulate a crash.
 */
public final class InProcessRuntime implements FunctionRuntime {

    private final Map<String, UnaryOperator<byte[]>> functions;

    /** A runtime of {@code functions} by name, each from event to answer; null is an empty answer. */
    public InProcessRuntime(Map<String, UnaryOperator<byte[]>> functions) {
        this.functions = Map.copyOf(functions);
    }

    @Override
    public byte[] invoke(String function, byte[] event) throws FunctionFailed {
        UnaryOperator<byte[]> handler = functions.get(function);
        if (handler == null) {
            throw new IllegalArgumentException("There is no function " + function);
        }
        try {
            byte[] answer = handler.apply(event);
            return answer == null ? new byte[0] : answer;
        } catch (RuntimeException thrown) {
            throw caused(
                    new FunctionFailed.HandlerError(function, thrown.getClass().getName(), thrown.getMessage()),
                    thrown);
        } catch (Error crash) {
            throw caused(new FunctionFailed.ProcessDied(function, 1), crash);
        }
    }

    private static FunctionFailed caused(FunctionFailed failed, Throwable cause) {
        failed.initCause(cause);
        return failed;
    }
}
