package dev.labelmill.local.cloud.runtime;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One event on its way through an environment.
 *
 * @param requestId Lambda's id of it
 * @param event the payload
 * @param deadline by when the process is killed
 * @param answer completes with the function's answer, or exceptionally with a {@link FunctionFailed}
 */
record Invocation(String requestId, byte[] event, Instant deadline, CompletableFuture<byte[]> answer) {

    static Invocation of(byte[] event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
    }
}
