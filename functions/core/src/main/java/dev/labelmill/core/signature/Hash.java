package dev.labelmill.core.signature;

import java.util.HexFormat;

/** The hash under an HMAC, and how signatures of it are written in hex. */
public enum Hash {
    /** 20 bytes. SHA-1's collisions do not reach HMAC-SHA1 (RFC 6194); new senders should not take it. */
    SHA1("sha1=", "HmacSHA1", 20),
    /** 32 bytes. */
    SHA256("sha256=", "HmacSHA256", 32);

    private final String prefix;
    private final String hmac;
    private final int bytes;

    Hash(String prefix, String hmac, int bytes) {
        this.prefix = prefix;
        this.hmac = hmac;
        this.bytes = bytes;
    }

    /** What stands before a signature in hex to tell its hash, such as {@code sha256=}. */
    String prefix() {
        return prefix;
    }

    /** The HMAC's name in the JDK. */
    String hmac() {
        return hmac;
    }

    /** Whether a text is as many bytes in lower-case hex: a signature has one spelling, and no other is it. */
    boolean isHex(String text) {
        return text.length() == 2 * bytes && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** The bytes of a text that {@link #isHex} says yes to. */
    static byte[] parseHex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
