package dev.labelmill.core.task;

import dev.labelmill.core.cost.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of tasks claimed for one vendor. Its id is derived from what it claims, so that repeating a
 * half-done dispatch repeats the same one.
 *
 * @param items    ids of the tasks' items; those that are with the vendor's API already before the others
 * @param labels   how many labels the vendor owes for those it got; known once delivered
 * @param part     of which task fewer labels are asked for than it needs; empty: of none
 * @param deadline after which unanswered tasks go back
 * @param attempts to hand it over, where that needs a call that can fail
 * @param expiredLabels labels that never came; known once closed
 * @param overtime      deadlines beyond the first that these were waited for, all together; known once closed
 * @param spent platform money of dispatching
 */
public record Dispatch(
        String id,
        String batch,
        String vendor,
        List<String> items,
        Optional<Part> part,
        State state,
        long labels,
        long expiredLabels,
        long overtime,
        Instant deadline,
        Attempts attempts,
        Spend spent,
        long version) {

    /** Where a dispatch stands. */
    public enum State {
        /** Written, its tasks being claimed; what died here is taken up again. */
        CLAIMING,
        /** Its tasks are claimed and written down, and on their way to the vendor's API. */
        SENDING,
        /** Its tasks are where the vendor finds them. */
        DELIVERED,
        /** Every label has come, or the deadline has passed and been dealt with. */
        CLOSED
    }

    /**
     * The labels that are asked for of a task that needs more, because there is room or money for no more.
     *
     * @param labels at least 1
     */
    public record Part(String item, int labels) {}

    public Dispatch {
        items = List.copyOf(items);
    }

    /** A dispatch about to claim its tasks. */
    public static Dispatch claiming(String id, String batch, String vendor, List<String> items, Instant deadline) {
        return new Dispatch(
                id,
                batch,
                vendor,
                items,
                Optional.empty(),
                State.CLAIMING,
                0,
                0,
                0,
                deadline,
                Attempts.NONE,
                Spend.NONE,
                0);
    }

    /** About to claim fewer labels of a task than it needs. */
    public Dispatch inPart(Optional<Part> fewer) {
        return new Dispatch(
                id,
                batch,
                vendor,
                items,
                fewer,
                state,
                labels,
                expiredLabels,
                overtime,
                deadline,
                attempts,
                spent,
                version);
    }

    /** The most labels that it asks for of a task. */
    public int most(String item) {
        return part.filter(fewer -> fewer.item().equals(item)).map(Part::labels).orElse(Integer.MAX_VALUE);
    }

    /** On its way with the tasks it really got. */
    public Dispatch sending(List<String> got, long owed, Spend more) {
        return with(State.SENDING, got, owed, 0, 0, Attempts.NONE, more);
    }

    /**
     * Being handed over right now.
     *
     * @param lost when the attempt counts as lost
     */
    public Dispatch trying(Instant lost) {
        return with(state, items, labels, expiredLabels, overtime, attempts.begun(lost), Spend.NONE);
    }

    /**
     * Waiting for the next attempt, as far as the last one got.
     *
     * @param handed   the tasks that are with the vendor
     * @param left     the tasks that are to be handed over still
     * @param owed     labels of all of these
     * @param doubtful how many of the latter, the first ones, may be with the vendor all the same
     */
    public Dispatch waiting(Instant next, List<String> handed, List<String> left, long owed, int doubtful, Spend more) {
        List<String> all = Stream.concat(handed.stream(), left.stream()).toList();
        return with(state, all, owed, expiredLabels, overtime, attempts.over(next, handed.size(), doubtful), more);
    }

    /** The tasks that are with the vendor already, though not all of the dispatch's are. */
    public List<String> handed() {
        return items.subList(0, attempts.handed());
    }

    /** The tasks that are to be handed over still. */
    public List<String> left() {
        return items.subList(attempts.handed(), items.size());
    }

    /** Those of which it is known that they never reached the vendor. */
    public List<String> unsent() {
        return state == State.SENDING
                ? left().subList(Math.min(attempts.doubtful(), left().size()), left().size())
                : List.of();
    }

    /** Waited for longer. */
    public Dispatch until(Instant later, Spend more) {
        return new Dispatch(
                id,
                batch,
                vendor,
                items,
                part,
                state,
                labels,
                expiredLabels,
                overtime,
                later,
                attempts,
                spent.plus(more),
                version);
    }

    /** Delivered with the tasks it really got. */
    public Dispatch delivered(List<String> got, long owed, Spend more) {
        return with(State.DELIVERED, got, owed, 0, 0, attempts, more);
    }

    /** Closed, with what never came and was waited for no longer than was said. */
    public Dispatch closed(long missing, Spend more) {
        return closed(missing, 0, more);
    }

    /** Closed, with what never came, and how many deadlines longer that was waited for. */
    public Dispatch closed(long missing, long longer, Spend more) {
        return with(State.CLOSED, items, labels, missing, longer, attempts, more);
    }

    /**
     * Closed without ever having been delivered as a whole: what did not come was not asked for either, so that nobody takes
     * the vendor for silent.
     *
     * @param came labels that came although delivery was never confirmed
     */
    public Dispatch undelivered(long came, Spend more) {
        return with(State.CLOSED, items, came, 0, 0, attempts, more);
    }

    private Dispatch with(
            State next, List<String> got, long owed, long missing, long longer, Attempts tried, Spend more) {
        return new Dispatch(
                id, batch, vendor, got, part, next, owed, missing, longer, deadline, tried, spent.plus(more), version);
    }

    /** The same dispatch under the next version, as it is to be stored. */
    public Dispatch nextVersion() {
        return new Dispatch(
                id,
                batch,
                vendor,
                items,
                part,
                state,
                labels,
                expiredLabels,
                overtime,
                deadline,
                attempts,
                spent,
                version + 1);
    }
}
