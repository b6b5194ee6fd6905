package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;

/**
 * Makes all refusals cost alike, whoever was named and whatever was wrong: each goes over the body
 * {@link SecretRing#MAX_VALID} times, since that is most of the time that a refusal takes and the part that a
 * stranger can stretch by a larger body. A sender that nobody knows is refused after the same work.
 *
 * <p>Hidden with it: whether a sender exists, which scheme it uses, whether it signs at all, whether it is in the
 * middle of a rotation, and whether the header or the signature was wrong. Not hidden: that HMAC-SHA1 takes another
 * time than HMAC-SHA256 for a large body, and the reading of headers, below a microsecond. Safe for several threads.
 */
public final class Decoy {
    private final Secret nobodys;
    /** Written so that no compiler finds the work to be without effect. */
    @SuppressWarnings("unused")
    private volatile boolean sink;

    /** @param nobodys a key that nobody has, drawn at random */
    public Decoy(Secret nobodys) {
        this.nobodys = nobodys;
    }

    /** Judges a request as the scheme does, and makes a refusal cost what every refusal costs. */
    public Verdict verify(
            SignatureScheme scheme, SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        Verdict verdict = scheme.verify(secrets, headers, body, now);
        if (verdict instanceof Refused refused) {
            spend(SecretRing.MAX_VALID - scheme.hashings(refused.reason(), secrets, now), body);
        }
        return verdict;
    }

    /** Refuses a request to a sender that nobody knows, at the cost of every refusal. */
    public Refused refuse(byte[] body) {
        spend(SecretRing.MAX_VALID, body);
        return new Refused(Reason.NO_SECRET);
    }

    private void spend(int hashings, byte[] body) {
        for (int i = 0; i < hashings; i++) {
            byte[] mac = nobodys.hmac(Hash.SHA256, body);
            sink = MessageDigest.isEqual(mac, body);
        }
    }
}
