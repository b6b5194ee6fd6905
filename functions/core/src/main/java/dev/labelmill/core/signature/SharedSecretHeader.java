package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A secret sent as it stands in a header, by senders that sign nothing: one that can add headers takes
 * {@value #HEADER}, another has a name of its own, such as {@code scale-callback-auth}. It shows who sent, not what: neither the body nor the time is protected, so such a vendor's
 * address must be used over TLS, and a repeated delivery is told only by its content.
 */
public final class SharedSecretHeader extends OneHeader {
    /** The header's name in lower case, where the sender leaves it to us. */
    public static final String HEADER = "x-labelmill-secret";

    private static final int MAX_HEADER_CHARS = 1024;

    /** In the header {@value #HEADER}. */
    public SharedSecretHeader() {
        this(HEADER);
    }

    /** @param header the header's name, in lower case */
    public SharedSecretHeader(String header) {
        super(header);
    }

    @Override
    Verdict verify(String presented, SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        if (presented.length() > MAX_HEADER_CHARS) {
            return new Refused(Reason.MALFORMED);
        }
        byte[] bytes = presented.getBytes(StandardCharsets.UTF_8);
        boolean matched = secrets.anyMatches(now, secret -> secret.matches(bytes));
        return matched ? new Accepted(Optional.empty()) : new Refused(Reason.WRONG_SIGNATURE);
    }

    /** None: no body is hashed here. */
    @Override
    public int hashings(Reason reason, SecretRing secrets, Instant now) {
        return 0;
    }
}
