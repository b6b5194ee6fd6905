package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * An HMAC over the raw body alone, in hex behind its hash's name: {@code sha256=<hex>} or {@code sha1=<hex>} in one
 * header. It proves sender and body. No time is signed, so a request that was once seen can be repeated for ever:
 * what it says must be safe to hear twice.
 */
public final class BodyHmac extends OneHeader {
    private static final int MAX_ID_CHARS = 128;

    private final Hash hash;
    private final Optional<String> idHeader;

    /** @param header the header's name, in lower case */
    public BodyHmac(String header, Hash hash) {
        this(header, hash, Optional.empty());
    }

    /**
     * Of a sender that also names its deliveries, in a header that it does not sign.
     *
     * @param header   the signature header's name, in lower case
     * @param idHeader the delivery id header's name, in lower case
     */
    public BodyHmac(String header, Hash hash, String idHeader) {
        this(header, hash, Optional.of(idHeader));
    }

    private BodyHmac(String header, Hash hash, Optional<String> idHeader) {
        super(header);
        this.hash = hash;
        this.idHeader = idHeader;
    }

    @Override
    Verdict verify(String presented, SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        String hex = presented.startsWith(hash.prefix())
                ? presented.substring(hash.prefix().length())
                : "";
        if (!hash.isHex(hex)) {
            return new Refused(Reason.MALFORMED);
        }
        byte[] bytes = Hash.parseHex(hex);
        boolean matched = secrets.anyMatches(now, secret -> MessageDigest.isEqual(secret.hmac(hash, body), bytes));
        return matched ? new Accepted(Optional.empty(), unsignedId(headers)) : new Refused(Reason.WRONG_SIGNATURE);
    }

    @Override
    public int hashings(Reason reason, SecretRing secrets, Instant now) {
        return reason == Reason.WRONG_SIGNATURE ? secrets.valid(now).size() : 0;
    }

    /** The sender's side: the signature header's value. */
    public String sign(Secret secret, byte[] body) {
        return hash.prefix() + HexFormat.of().formatHex(secret.hmac(hash, body));
    }

    private Optional<String> unsignedId(Map<String, String> headers) {
        return idHeader.map(headers::get).filter(BodyHmac::isId);
    }

    private static boolean isId(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_ID_CHARS
                && id.chars().allMatch(c -> c > ' ' && c <= '~' && c != '#');
    }
}
