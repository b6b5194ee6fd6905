package dev.labelmill.core.signature;

import java.time.Instant;
import java.util.Map;

/** A way in which a vendor shows that a request is its own. */
public sealed interface SignatureScheme permits StandardWebhooks, OneHeader {
    /**
     * Judges a request. Never throws on what a stranger may send, and refuses in doubt.
     *
     * @param secrets the sender's valid secrets
     * @param headers header values by lower-case name
     * @param body the body's bytes as they came, not yet parsed
     * @param now the instant of reception
     */
    Verdict verify(SecretRing secrets, Map<String, String> headers, byte[] body, Instant now);

    /**
     * How often {@link #verify} went over the whole body before it refused for that reason: what a {@link Decoy}
     * has to add, so that the time of a refusal tells nothing about the sender.
     *
     * @return 0 to {@link SecretRing#MAX_VALID}
     */
    int hashings(Verdict.Reason reason, SecretRing secrets, Instant now);
}
