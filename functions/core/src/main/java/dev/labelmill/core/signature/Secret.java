package dev.labelmill.core.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Key material shared with a vendor. It never prints itself, and no message of this class repeats it.
 */
public final class Secret {
    /** Shortest text taken as a static header's secret, in UTF-8 bytes: below that, guessing is cheap. */
    public static final int MIN_TEXT_BYTES = 16;
    /** Shortest webhook key, in bytes: 192 bits, the lower end of the Standard Webhooks specification. */
    public static final int MIN_KEY_BYTES = 24;

    private static final String KEY_PREFIX = "whsec_";

    private final byte[] key;

    private Secret(byte[] key) {
        this.key = key;
    }

    /**
     * A secret that is compared as it stands, such as a static header's value.
     *
     * @throws IllegalArgumentException when it is shorter than {@link #MIN_TEXT_BYTES} bytes
     */
    public static Secret ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_TEXT_BYTES) {
            throw new IllegalArgumentException("the secret is shorter than " + MIN_TEXT_BYTES + " bytes");
        }
        return new Secret(bytes);
    }

    /**
     * A Standard Webhooks key: base64, with or without the prefix {@code whsec_}.
     *
     * @throws IllegalArgumentException when it is not base64 or shorter than {@link #MIN_KEY_BYTES} bytes
     */
    public static Secret ofWebhookKey(String text) {
        String encoded = text.startsWith(KEY_PREFIX) ? text.substring(KEY_PREFIX.length()) : text;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException invalid) {
            // The decoder's own message quotes a character of the secret, so it is not passed on.
            throw new IllegalArgumentException("the secret is not base64");
        }
        if (bytes.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the secret is shorter than " + MIN_KEY_BYTES + " bytes");
        }
        return new Secret(bytes);
    }

    /**
     * A key whose length somebody else has judged, such as that of a vector that a vendor publishes. No secret of a
     * deployment comes this way.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public static Secret ofKey(byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("the secret is empty");
        }
        return new Secret(key.clone());
    }

    /** The HMAC under this key over the concatenation of {@code parts}. */
    byte[] hmac(Hash hash, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(hash.hmac());
            mac.init(new SecretKeySpec(key, hash.hmac()));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JDK has no " + hash.hmac(), absent);
        }
    }

    /** Whether {@code presented} is this secret; takes a time that depends on {@code presented} alone. */
    boolean matches(byte[] presented) {
        // MessageDigest.isEqual runs over its first argument, so our length does not show.
        return MessageDigest.isEqual(presented, key);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
