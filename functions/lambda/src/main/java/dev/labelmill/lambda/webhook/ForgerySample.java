package dev.labelmill.lambda.webhook;

import dev.labelmill.core.signature.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One refused request, kept for whoever asks why. Its content is a stranger's.
 *
 * @param excerpt the beginning of the body, control characters replaced by spaces
 */
public record ForgerySample(Instant at, Reason reason, String excerpt) {
    /** Most of a body that is kept, in bytes. */
    public static final int MAX_EXCERPT_BYTES = 512;

    static ForgerySample of(Instant at, Reason reason, byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MAX_EXCERPT_BYTES), StandardCharsets.UTF_8);
        return new ForgerySample(at, reason, text.replaceAll("\\p{Cntrl}", " "));
    }
}
