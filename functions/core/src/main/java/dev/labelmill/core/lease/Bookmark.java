package dev.labelmill.core.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the tasks that wait have been looked through for an annotator who has had most of them, so that the next request goes on
 * from there. For a minute only: what comes to wait meanwhile stands further up.
 *
 * @param since when it was begun at the top
 * @param work  behind which of the ordinary tasks to go on, as their store has it; empty: at the top
 * @param gold  the same of those whose answer is known
 */
public record Bookmark(Instant since, String work, String gold) {

    /** At the top of both. */
    public static final Bookmark TOP = new Bookmark(Instant.EPOCH, "", "");

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /** From where to look now: the top, if this is too old. */
    public Bookmark asOf(Instant now) {
        return now.isBefore(since.plus(GOOD_FOR)) ? this : TOP;
    }

    /** This bookmark put elsewhere. */
    public Bookmark moved(String toWork, String toGold, Instant now) {
        if (toWork.isEmpty() && toGold.isEmpty()) {
            return TOP;
        }
        return new Bookmark(equals(TOP) ? now : since, toWork, toGold);
    }
}
