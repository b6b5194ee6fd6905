package dev.labelmill.core.budget;

/**
 * What a limit is compared with: the sum of its reservations. Nano-dollars.
 *
 * @param committed all that counts against the limit
 * @param held      what of it is set aside for labels that have not come
 */
public record Account(long committed, long held) {

    /** Nothing yet. */
    public static final Account EMPTY = new Account(0, 0);

    /** What labels of settled dispatches have cost. */
    public long spent() {
        return committed - held;
    }

    /** With a reservation's change. */
    public Account with(Posting posting) {
        return new Account(committed + posting.committed(), held + posting.held());
    }

    /** What a limit leaves, never negative. */
    public long room(long limit) {
        return Math.max(0, limit - committed);
    }

    /** Whether a change fits under a limit; one that adds nothing always does. */
    public boolean admits(Posting posting, long limit) {
        return posting.committed() <= 0 || committed <= limit - posting.committed();
    }
}
