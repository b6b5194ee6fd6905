package dev.labelmill.core.signature;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.core.signature.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HMAC-SHA256 over time, version and raw body, {@code ts + "." + v + "." + body}, in one header of the form
 * {@code {v=1, ts=<milliseconds since the epoch>, sign=<hex>}}, with or without braces and spaces. It proves sender,
 * body and time of sending; deliveries have no id.
 */
public final class TimedHmac extends OneHeader {
    /** How far the signed time may be from now, before or after, inclusive. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String VERSION = "1";
    private static final int MAX_HEADER_CHARS = 256;
    /** Thirteen digits reach the year 2286; a longer text is no time. */
    private static final Pattern FORM = Pattern.compile(
            "\\{v=1, ?ts=([0-9]{1,13}), ?sign=([0-9a-f]+)\\}|v=1, ?ts=([0-9]{1,13}), ?sign=([0-9a-f]+)");

    /** @param header the header's name, in lower case */
    public TimedHmac(String header) {
        super(header);
    }

    @Override
    Verdict verify(String presented, SecretRing secrets, Map<String, String> headers, byte[] body, Instant now) {
        Optional<Signed> signed = read(presented);
        if (signed.isEmpty()) {
            return new Refused(Reason.MALFORMED);
        }
        Duration age = Duration.between(
                Instant.ofEpochMilli(Long.parseLong(signed.get().millis())), now);
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return new Refused(Reason.STALE);
        }
        boolean matched = secrets.anyMatches(
                now,
                secret -> MessageDigest.isEqual(
                        mac(secret, signed.get().millis(), body), signed.get().signature()));
        return matched ? new Accepted(Optional.empty()) : new Refused(Reason.WRONG_SIGNATURE);
    }

    @Override
    public int hashings(Reason reason, SecretRing secrets, Instant now) {
        return reason == Reason.WRONG_SIGNATURE ? secrets.valid(now).size() : 0;
    }

    /**
     * The sender's side: the header's value.
     *
     * @throws IllegalArgumentException when the time lies before 1970 or after 2286
     */
    public String sign(Secret secret, Instant at, byte[] body) {
        String millis = Long.toString(at.toEpochMilli());
        String value = "{v=" + VERSION + ", ts=" + millis + ", sign="
                + HexFormat.of().formatHex(mac(secret, millis, body)) + "}";
        if (read(value).isEmpty()) {
            throw new IllegalArgumentException("the time of the delivery cannot be signed");
        }
        return value;
    }

    private static byte[] mac(Secret secret, String millis, byte[] body) {
        return secret.hmac(Hash.SHA256, (millis + "." + VERSION + ".").getBytes(StandardCharsets.US_ASCII), body);
    }

    /** What a header says: the time as it is signed, and the signature's bytes. */
    private record Signed(String millis, byte[] signature) {}

    private static Optional<Signed> read(String presented) {
        if (presented.length() > MAX_HEADER_CHARS) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(presented);
        if (!form.matches()) {
            return Optional.empty();
        }
        int first = form.group(1) == null ? 3 : 1;
        String hex = form.group(first + 1);
        return Hash.SHA256.isHex(hex)
                ? Optional.of(new Signed(form.group(first), Hash.parseHex(hex)))
                : Optional.empty();
    }
}
