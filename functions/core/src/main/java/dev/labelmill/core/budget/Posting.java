package dev.labelmill.core.budget;

/**
 * How a change of a reservation changes the accounts that it counts in: its batch's, and its day's.
 *
 * @param committed nano-dollars more, or less, that count against the limit
 * @param held      nano-dollars of these that are set aside
 */
public record Posting(long committed, long held) {

    /** What a new reservation posts. */
    public static Posting of(Reservation opened) {
        return new Posting(opened.committed(), opened.held());
    }

    /** What a changed one does. */
    public static Posting between(Reservation before, Reservation after) {
        return new Posting(after.committed() - before.committed(), after.held() - before.held());
    }

    /** Whether the accounts stay as they are. */
    public boolean isEmpty() {
        return committed == 0 && held == 0;
    }
}
