package dev.labelmill.lambda.secret;

/** The vendors' secrets cannot be read now: nothing can be judged, and senders should come again. */
public final class SecretsUnreadable extends RuntimeException {
    /** @param message one sentence that repeats no secret */
    public SecretsUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
