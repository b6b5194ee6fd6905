package dev.labelmill.core.lease;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a vendor's annotators may be given of one item: as many slots as the last claim has labels, less the labels that have
 * come and the leases that are held. Immutable; a change that changes nothing gives this very object.
 *
 * @param dispatch whose claim is handed out; an earlier one's slots are not any more, its leases are remembered
 * @param labels   how many labels the claim is of, from 1
 * @param gold     whether the item's answer is known
 * @param priority who is served first, 0 to 1, higher first
 * @param deadline of the claim, after which nothing is handed out
 * @param leases   every lease ever, each annotator's one at most
 * @param version  of the stored row; 0 before it is stored
 */
public record Slots(
        String batch,
        String item,
        String vendor,
        String dispatch,
        int labels,
        boolean gold,
        double priority,
        Instant deadline,
        List<Lease> leases,
        long version) {

    /** Copies the list. */
    public Slots {
        leases = List.copyOf(leases);
    }

    /** The slots of a claim, nobody having had one. */
    public static Slots of(
            String batch,
            String item,
            String vendor,
            String dispatch,
            int labels,
            boolean gold,
            double priority,
            Instant deadline) {
        return new Slots(batch, item, vendor, dispatch, labels, gold, priority, deadline, List.of(), 0);
    }

    /** A later claim's slots, with everybody remembered who had the item before; this very object for the same claim. */
    public Slots replacedBy(Slots later) {
        return later.dispatch.equals(dispatch)
                ? this
                : new Slots(
                        batch,
                        item,
                        vendor,
                        later.dispatch,
                        later.labels,
                        later.gold,
                        later.priority,
                        later.deadline,
                        leases,
                        version);
    }

    /** With nothing handed out from an instant on, as the claim is over before its deadline. */
    public Slots closed(Instant now) {
        Instant end = deadline.isBefore(now) ? deadline : now;
        return new Slots(batch, item, vendor, dispatch, labels, gold, priority, end, leases, version);
    }

    /** Whether an annotator has or had a lease. */
    public boolean knows(String annotator) {
        return leases.stream().anyMatch(lease -> lease.annotator().equals(annotator));
    }

    /**
     * How many slots nobody has.
     *
     * @param answered the annotators whose labels of this claim stand
     */
    public int free(Set<String> answered, Instant now) {
        if (!now.isBefore(deadline)) {
            return 0;
        }
        Set<String> taken = new HashSet<>(answered);
        held(now).forEach(lease -> taken.add(lease.annotator()));
        return Math.max(0, labels - taken.size());
    }

    /**
     * When a slot is or will be free as far as is known: now, if one is; else when the first lease of somebody who has not
     * answered ends; empty if none ever will be.
     */
    public Optional<Instant> nextFree(Set<String> answered, Instant now) {
        if (free(answered, now) > 0) {
            return Optional.of(now);
        }
        return held(now).stream()
                .filter(lease -> !answered.contains(lease.annotator()))
                .map(Lease::until)
                .filter(end -> end.isBefore(deadline))
                .min(Instant::compareTo);
    }

    /** The claim's leases that are held. */
    private List<Lease> held(Instant now) {
        return leases.stream()
                .filter(lease -> lease.dispatch().equals(dispatch) && lease.isHeld(now))
                .toList();
    }

    /**
     * With a slot given to an annotator.
     *
     * @param until when the lease is to end; it never outlives the claim
     * @return empty if none is free, or the annotator knows the item
     */
    public Optional<Slots> lease(String annotator, Set<String> answered, Instant now, Instant until) {
        if (knows(annotator) || answered.contains(annotator) || free(answered, now) == 0) {
            return Optional.empty();
        }
        List<Lease> more = new ArrayList<>(leases);
        more.add(new Lease(dispatch, annotator, bounded(until)));
        return Optional.of(with(more));
    }

    /** The lease of an annotator, if it is held. */
    public Optional<Lease> held(String annotator, Instant now) {
        return held(now).stream()
                .filter(lease -> lease.annotator().equals(annotator))
                .findFirst();
    }

    /** With an annotator's lease ending later, never behind the claim's deadline; this very object if it is not held. */
    public Slots extend(String annotator, Instant now, Instant until) {
        return change(annotator, now, lease -> lease.until(later(lease.until(), bounded(until))));
    }

    /** With an annotator's lease ended now; this very object if it is not held. */
    public Slots release(String annotator, Instant now) {
        return change(annotator, now, lease -> lease.until(now));
    }

    private Slots change(String annotator, Instant now, UnaryOperator<Lease> change) {
        Optional<Lease> held = held(annotator, now);
        Optional<Lease> changed = held.map(change);
        if (changed.equals(held)) {
            return this;
        }
        List<Lease> after = new ArrayList<>(leases);
        after.set(leases.indexOf(held.get()), changed.get());
        return with(after);
    }

    private Instant bounded(Instant until) {
        return until.isAfter(deadline) ? deadline : until;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Slots with(List<Lease> changed) {
        return new Slots(batch, item, vendor, dispatch, labels, gold, priority, deadline, changed, version);
    }

    /** The same under the next version, as it is to be stored. */
    public Slots nextVersion() {
        return new Slots(batch, item, vendor, dispatch, labels, gold, priority, deadline, leases, version + 1);
    }
}
