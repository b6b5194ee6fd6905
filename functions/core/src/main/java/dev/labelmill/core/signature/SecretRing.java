package dev.labelmill.core.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The secrets of one sender: the current one, and during a rotation the previous one, which may end at a stated
 * instant.
 */
public final class SecretRing {
    /** A rotation has two secrets; each one more is one more HMAC for every forged request. */
    public static final int MAX_VALID = 2;

    private static final SecretRing NONE = new SecretRing(List.of(), Optional.empty());

    private final List<Secret> secrets;
    private final Optional<Instant> previousUntil;

    private SecretRing(List<Secret> secrets, Optional<Instant> previousUntil) {
        this.secrets = secrets;
        this.previousUntil = previousUntil;
    }

    /** A ring without a secret: every request is refused. */
    public static SecretRing none() {
        return NONE;
    }

    /** A ring of one secret. */
    public static SecretRing of(Secret current) {
        return new SecretRing(List.of(current), Optional.empty());
    }

    /** A ring during a rotation that ends when the previous secret is taken out. */
    public static SecretRing of(Secret current, Secret previous) {
        return new SecretRing(List.of(current, previous), Optional.empty());
    }

    /**
     * A ring during a rotation that ends by itself.
     *
     * @param previousUntil from this instant on the previous secret is not accepted any more
     */
    public static SecretRing of(Secret current, Secret previous, Instant previousUntil) {
        return new SecretRing(List.of(current, previous), Optional.of(previousUntil));
    }

    /** The secrets that are accepted at an instant, at most {@link #MAX_VALID}; the current one comes first. */
    public List<Secret> valid(Instant now) {
        boolean over = previousUntil.isPresent() && !now.isBefore(previousUntil.get());
        return over ? secrets.subList(0, 1) : secrets;
    }

    /**
     * Whether any secret that is accepted at an instant passes a test. All of them are tested: which one passed does not
     * show in the time taken.
     */
    boolean anyMatches(Instant now, Predicate<Secret> test) {
        boolean matched = false;
        for (Secret secret : valid(now)) {
            matched |= test.test(secret);
        }
        return matched;
    }

    @Override
    public String toString() {
        return "SecretRing[" + secrets.size() + " hidden]";
    }
}
