package dev.labelmill.core.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A vendor's temporary right and duty to label a task.
 *
 * @param dispatch the dispatch that claimed it
 * @param labels   how many labels, from as many annotators, it is for
 * @param owed     how many of these are not among the task's ballots; 0 where nobody noted it
 * @param since    when it was made; empty where nobody noted it
 * @param end      whether it ended before they came, and how
 */
public record Claim(
        String dispatch, String vendor, Purpose purpose, int labels, int owed, Optional<Instant> since, End end) {

    /** How a claim ended before its labels came. */
    public enum End {
        /** It did not. */
        NONE,
        /** Time ran out while the task lay with the vendor, or may have lain there: somebody may answer it still. */
        EXPIRED,
        /** The vendor does not take the task. */
        REFUSED,
        /** It is known that the task never reached the vendor. */
        UNSENT
    }

    /** How long a label was waited for that came when nobody waited any more. */
    static final long LATE = -1;

    /** Whether it ended before its labels came, in whatever way. */
    public boolean expired() {
        return end != End.NONE;
    }

    /** Whether it ended because the vendor does not take the task. */
    public boolean refused() {
        return end == End.REFUSED;
    }

    /**
     * Whether the task lies with the vendor, or may, since its labels have not all come: be they waited for, late, or not needed any
     * more since others' have decided. Of an expert's answer that has come nothing is noted here.
     */
    public boolean mayLieThere() {
        boolean counts = purpose == Purpose.LABEL || purpose == Purpose.GOLD;
        return end == End.EXPIRED && (!counts || owed > 0) || end == End.NONE && counts && owed > 0;
    }

    /**
     * How long a label that comes then was waited for, in milliseconds, at least 1; 0 where nobody noted when the claim was made,
     * and {@value #LATE} where it is over, so that the label counts among those that did not come.
     */
    public long waited(Instant then) {
        if (expired()) {
            return LATE;
        }
        return since.map(made -> Math.max(1, Duration.between(made, then).toMillis()))
                .orElse(0L);
    }

    /** How many of its vendor's deadlines had gone by then, at least 1, and 1 where nobody noted when it was made. */
    public long deadlines(Duration each, Instant then) {
        return since.map(made -> Math.max(1, Duration.between(made, then).dividedBy(each)))
                .orElse(1L);
    }

    /** After ballots of its labels have become so many more, or fewer. */
    Claim cast(int ballots) {
        int left = Math.max(0, Math.min(labels, owed - ballots));
        return new Claim(dispatch, vendor, purpose, labels, left, since, end);
    }

    /** Ended so. */
    Claim end(End how) {
        return new Claim(dispatch, vendor, purpose, labels, owed, since, how);
    }
}
