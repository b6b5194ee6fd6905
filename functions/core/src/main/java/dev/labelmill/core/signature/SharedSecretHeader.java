package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A secret sent as it stands in the header {@value #HEADER}, for senders that can add headers but sign nothing, such
 * as Label Studio. It shows who sent, not what: neither the body nor the time is protected, so such a vendor's
 * address must be used over TLS, and a repeated delivery is told only by its content.
 */
public final class SharedSecretHeader implements SignatureScheme {
    /** The header's name in lower case. */
    public static final String HEADER = "x-labelmill-secret";

    private static final int MAX_HEADER_CHARS = 1024;

    @Override
    public Verdict verify(SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        if (secrets.valid().isEmpty()) {
            return new Refused(Reason.NO_SECRET);
        }
        String presented = headers.get(HEADER);
        if (presented == null || presented.isEmpty()) {
            return new Refused(Reason.MISSING_HEADER);
        }
        if (presented.length() > MAX_HEADER_CHARS) {
            return new Refused(Reason.MALFORMED);
        }
        byte[] bytes = presented.getBytes(StandardCharsets.UTF_8);
        boolean matched = false;
        for (Secret secret : secrets.valid()) {
            // No early end: which of the secrets matched does not show in the time taken.
            matched |= secret.matches(bytes);
        }
        return matched ? new Accepted(Optional.empty()) : new Refused(Reason.WRONG_SIGNATURE);
    }
}
