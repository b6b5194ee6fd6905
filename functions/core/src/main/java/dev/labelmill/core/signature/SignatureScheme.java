package dev.labelmill.core.signature;

import java.time.Instant;
import java.util.Map;

/** A way in which a vendor shows that a request is its own. */
public sealed interface SignatureScheme permits StandardWebhooks, SharedSecretHeader {
    /**
     * Judges a request. Never throws on what a stranger may send, and refuses in doubt.
     *
     * @param secrets the sender's valid secrets
     * @param headers header values by lower-case name
     * @param body the body's bytes as they came, not yet parsed
     * @param now the instant of reception
     */
    Verdict verify(SecretRing secrets, Map<String, String> headers, byte[] body, Instant now);
}
