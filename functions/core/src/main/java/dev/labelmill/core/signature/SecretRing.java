package dev.labelmill.core.signature;

import java.util.List;

/**
 * The secrets of one sender that are valid at a time: the current one, and during a rotation the previous one.
 *
 * @param valid at most {@link #MAX_VALID}; empty means that every request is refused
 */
public record SecretRing(List<Secret> valid) {
    /** A rotation has two secrets; each one more is one more HMAC for every forged request. */
    public static final int MAX_VALID = 2;

    /**
     * @throws IllegalArgumentException when there are more than {@link #MAX_VALID}
     */
    public SecretRing {
        valid = List.copyOf(valid);
        if (valid.size() > MAX_VALID) {
            throw new IllegalArgumentException("more than " + MAX_VALID + " secrets are valid at once");
        }
    }

    /** A ring of one secret. */
    public static SecretRing of(Secret current) {
        return new SecretRing(List.of(current));
    }

    /** A ring during a rotation. */
    public static SecretRing of(Secret current, Secret previous) {
        return new SecretRing(List.of(current, previous));
    }
}
