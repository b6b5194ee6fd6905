package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Symmetric signatures of the Standard Webhooks specification (github.com/standard-webhooks/standard-webhooks): the
 * header {@value #SIGNATURE_HEADER} holds a space-separated list of {@code v1,<base64>}, each an
 * HMAC-SHA256(key, {@code id + "." + timestamp + "." + body}) over the raw body. One match suffices, so a sender can
 * sign under two keys while it rotates; entries of other versions are passed over.
 */
public final class StandardWebhooks implements SignatureScheme {
    /** Header of the delivery's id, in lower case. */
    public static final String ID_HEADER = "webhook-id";
    /** Header of the time of sending, whole seconds since the epoch, in lower case. */
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";
    /** Header of the signatures, in lower case. */
    public static final String SIGNATURE_HEADER = "webhook-signature";
    /** How far the signed timestamp may be from now, before or after, inclusive. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** Signatures that a header may list; more is refused, so that a forger cannot buy work. */
    public static final int MAX_SIGNATURES = 8;

    private static final String VERSION = "v1,";
    private static final int MAX_ID_CHARS = 128;
    private static final int MAX_SIGNATURE_HEADER_CHARS = 2048;
    /** Enough for any instant until the year 5138; a longer text is no timestamp. */
    private static final int MAX_TIMESTAMP_DIGITS = 11;

    @Override
    public Verdict verify(SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        if (secrets.valid(now).isEmpty()) {
            return new Refused(Reason.NO_SECRET);
        }
        String id = headers.get(ID_HEADER);
        String timestamp = headers.get(TIMESTAMP_HEADER);
        String signatures = headers.get(SIGNATURE_HEADER);
        if (isAbsent(id) || isAbsent(timestamp) || isAbsent(signatures)) {
            return new Refused(Reason.MISSING_HEADER);
        }
        if (!isId(id) || !isTimestamp(timestamp) || signatures.length() > MAX_SIGNATURE_HEADER_CHARS) {
            return new Refused(Reason.MALFORMED);
        }
        Optional<List<byte[]>> presented = decode(signatures);
        if (presented.isEmpty()) {
            return new Refused(Reason.MALFORMED);
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return new Refused(Reason.STALE);
        }
        return secrets.anyMatches(now, secret -> matches(secret, presented.get(), id, timestamp, body))
                ? new Accepted(Optional.of(id))
                : new Refused(Reason.WRONG_SIGNATURE);
    }

    @Override
    public int hashings(Reason reason, SecretRing secrets, Instant now) {
        return reason == Reason.WRONG_SIGNATURE ? secrets.valid(now).size() : 0;
    }

    /**
     * The sender's side: one entry of the signature header.
     *
     * @param id visible ASCII without full stops, at most 128 characters
     * @throws IllegalArgumentException when the id could not be verified, or the timestamp lies before 1970
     */
    public String sign(Secret secret, String id, Instant timestamp, byte[] body) {
        String seconds = Long.toString(timestamp.getEpochSecond());
        if (!isId(id) || !isTimestamp(seconds)) {
            throw new IllegalArgumentException("the id or the timestamp of the delivery cannot be signed");
        }
        return VERSION + Base64.getEncoder().encodeToString(mac(secret, id, seconds, body));
    }

    /** The sender's side: all three headers of a delivery, by lower-case name. Throws as {@link #sign} does. */
    public Map<String, String> headers(Secret secret, String id, Instant timestamp, byte[] body) {
        return Map.of(
                ID_HEADER, id,
                TIMESTAMP_HEADER, Long.toString(timestamp.getEpochSecond()),
                SIGNATURE_HEADER, sign(secret, id, timestamp, body));
    }

    private static boolean matches(Secret secret, List<byte[]> presented, String id, String timestamp, byte[] body) {
        byte[] expected = mac(secret, id, timestamp, body);
        boolean matched = false;
        for (byte[] signature : presented) {
            // No early end: which of the signatures matched does not show in the time taken.
            matched |= MessageDigest.isEqual(expected, signature);
        }
        return matched;
    }

    private static byte[] mac(Secret secret, String id, String timestamp, byte[] body) {
        return secret.hmac(Hash.SHA256, (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII), body);
    }

    /** The v1 signatures that are base64; empty when there is none, or more entries than a header may list. */
    private static Optional<List<byte[]>> decode(String header) {
        String[] entries = header.trim().split(" +", MAX_SIGNATURES + 1);
        if (entries.length > MAX_SIGNATURES) {
            return Optional.empty();
        }
        List<byte[]> decoded = new ArrayList<>();
        for (String entry : entries) {
            if (entry.startsWith(VERSION)) {
                decodeInto(decoded, entry.substring(VERSION.length()));
            }
        }
        return decoded.isEmpty() ? Optional.empty() : Optional.of(decoded);
    }

    private static void decodeInto(List<byte[]> decoded, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            // The last character holds bits that decoding drops: one signature has one spelling, and no other is it.
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                decoded.add(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            // It matches nothing; the header's other signatures still may.
            return;
        }
    }

    private static boolean isAbsent(String header) {
        return header == null || header.isEmpty();
    }

    /** Visible ASCII without the full stop, which parts the signed content: else two deliveries could share one. */
    private static boolean isId(String id) {
        return id.length() <= MAX_ID_CHARS
                && id.chars().allMatch(c -> c > ' ' && c <= '~' && c != '.')
                && !id.isEmpty();
    }

    private static boolean isTimestamp(String timestamp) {
        return timestamp.length() <= MAX_TIMESTAMP_DIGITS && timestamp.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
