package dev.labelmill.core.task;

import dev.labelmill.core.cost.Spend;
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
 * @param spent platform money of dispatching
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
        Spend spent,
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
        return new Dispatch(id, batch, vendor, items, State.CLAIMING, 0, 0, deadline, Spend.NONE, 0);
    }

    /** Delivered with the tasks it really got. */
    public Dispatch delivered(List<String> got, long owed, Spend more) {
        return new Dispatch(id, batch, vendor, got, State.DELIVERED, owed, 0, deadline, spent.plus(more), version);
    }

    /** Closed, with what never came. */
    public Dispatch closed(long missing, Spend more) {
        return new Dispatch(
                id, batch, vendor, items, State.CLOSED, labels, missing, deadline, spent.plus(more), version);
    }

    /** The same dispatch under the next version, as it is to be stored. */
    public Dispatch nextVersion() {
        return new Dispatch(id, batch, vendor, items, state, labels, expiredLabels, deadline, spent, version + 1);
    }
}
