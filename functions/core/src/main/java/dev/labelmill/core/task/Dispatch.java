package dev.labelmill.core.task;

import java.time.Instant;
import java.util.List;

/**
 * A set of tasks claimed for one vendor. Its id is derived from what it claims, so that repeating a
 * half-done dispatch repeats the same one.
 *
 * @param items    ids of the tasks' items
 * @param labels   how many labels the vendor owes for those it got; known once delivered
 * @param deadline after which unanswered tasks go back
 * @param expiredLabels labels that never came; known once closed
 * @param spentNanos platform money of dispatching, in nano-dollars
 */
public record Dispatch(
        String id,
        String batch,
        String vendor,
        List<String> items,
        State state,
        long labels,
        long expiredLabels,
        Instant deadline,
        long spentNanos,
        long version) {

    /** Where a dispatch stands. */
    public enum State {
        /** Written, its tasks being claimed; what died here is taken up again. */
        CLAIMING,
        /** Its task file is in the outbox. */
        DELIVERED,
        /** The deadline has passed and been dealt with. */
        CLOSED
    }

    public Dispatch {
        items = List.copyOf(items);
    }

    /** A dispatch about to claim its tasks. */
    public static Dispatch claiming(String id, String batch, String vendor, List<String> items, Instant deadline) {
        return new Dispatch(id, batch, vendor, items, State.CLAIMING, 0, 0, deadline, 0, 0);
    }

    /** Delivered with the tasks it really got. */
    public Dispatch delivered(List<String> got, long owed, long nanos) {
        return new Dispatch(id, batch, vendor, got, State.DELIVERED, owed, 0, deadline, spentNanos + nanos, version);
    }

    /** Closed, with what never came. */
    public Dispatch closed(long missing, long nanos) {
        return new Dispatch(
                id, batch, vendor, items, State.CLOSED, labels, missing, deadline, spentNanos + nanos, version);
    }

    /** The same dispatch under the next version, as it is to be stored. */
    public Dispatch nextVersion() {
        return new Dispatch(id, batch, vendor, items, state, labels, expiredLabels, deadline, spentNanos, version + 1);
    }
}
