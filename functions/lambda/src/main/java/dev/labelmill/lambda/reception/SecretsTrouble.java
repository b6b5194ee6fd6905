package dev.labelmill.lambda.reception;

import dev.labelmill.lambda.secret.ParameterSecrets;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Tells that requests cannot be judged, since secrets cannot be read: the first time at once, then as often as they are tried
 * again. Anybody can send such requests, so a line for each, or a stack trace, would be log bytes that a flood buys. Safe for
 * use by several threads.
 */
final class SecretsTrouble {

    private final Consumer<String> log;
    private final InstantSource clock;
    private Instant lastTold = Instant.MIN;
    private long untold;

    /** @param log takes a sentence that repeats no secret */
    SecretsTrouble(Consumer<String> log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Counts a request that was answered 5xx for it. */
    synchronized void count(SecretsUnreadable failure) {
        untold++;
        Instant now = clock.instant();
        if (now.isBefore(lastTold.plus(ParameterSecrets.RETRIED))) {
            return;
        }
        log.accept("secrets cannot be used, and requests were asked to come again (" + untold
                + " since this was last said): " + failure.getMessage() + " (" + kind(failure) + ")");
        lastTold = now;
        untold = 0;
    }

    /** What lies at the bottom of it, by its type alone. */
    private static String kind(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
