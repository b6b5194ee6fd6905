package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.time.Instant;
import java.util.Map;

/** A scheme that shows all it shows in one header: without a secret, or without that header, nothing is shown. */
abstract sealed class OneHeader implements SignatureScheme permits SharedSecretHeader, BodyHmac, TimedHmac {

    private final String header;

    /** @param header the header's name, in lower case */
    OneHeader(String header) {
        this.header = header;
    }

    @Override
    public final Verdict verify(SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        if (secrets.valid(now).isEmpty()) {
            return new Refused(Reason.NO_SECRET);
        }
        String presented = headers.get(header);
        return presented == null || presented.isEmpty()
                ? new Refused(Reason.MISSING_HEADER)
                : verify(presented, secrets, headers, body, now);
    }

    /**
     * Judges a request by what the header holds.
     *
     * @param presented not empty
     * @param secrets   at least one of which is valid
     */
    abstract Verdict verify(
            String presented, SecretRing secrets, Map<String, String> headers, byte[] body, Instant now);
}
