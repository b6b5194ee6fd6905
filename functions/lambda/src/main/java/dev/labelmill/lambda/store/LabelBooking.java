package dev.labelmill.lambda.store;

import dev.labelmill.core.budget.Entry;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Posting;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.store.LabelStore.Booked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores a label of a batch with limits, and in the same transaction its price with the dispatch that it came for: out of
 * what is set aside for that, or, where that is settled or does not suffice, out of what the limits leave.
 */
final class LabelBooking {

    /** Locks, of which a dispatch has one by its id: so many that few of a delivery's share one. */
    private static final int TURNS = 64;

    private final Table table;
    private final BudgetStore budgets;
    private final List<Lock> turns =
            Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

    LabelBooking(Table table) {
        this.table = table;
        this.budgets = new BudgetStore(table);
    }

    /**
     * Stores a label as {@link LabelStore#store(VendorLabels, Label)} does. Labels of one dispatch that come at the same
     * time take turns; each attempt reads the reservation as the one before has left it. Those of this environment wait for each
     * other: an attempt in vain takes as long as another one, and its units are paid for.
     */
    Booked book(VendorLabels read, Label label, Limits limits) {
        Lock turn = turns.get(Math.floorMod(label.dispatch().hashCode(), TURNS));
        turn.lock();
        try {
            return attempt(read, label, limits);
        } finally {
            turn.unlock();
        }
    }

    private Booked attempt(VendorLabels read, Label label, Limits limits) {
        while (true) {
            Transaction all = table.transaction();
            put(all, read, label);
            int limitsFrom = prepare(all, label, read.standing(label.annotator()), limits);
            if (limitsFrom < 0) {
                return Booked.UNPAYABLE;
            }
            Set<Integer> failed = all.commit();
            if (failed.isEmpty()) {
                return Booked.STORED;
            }
            if (failed.contains(0)) {
                return Booked.STALE;
            }
            if (failed.stream().allMatch(place -> place >= limitsFrom)) {
                return Booked.UNPAYABLE;
            }
        }
    }

    private static void put(Transaction all, VendorLabels read, Label label) {
        Row row = LabelRows.write(label, read.place(label.annotator()));
        read.standing(label.annotator())
                .ifPresentOrElse(
                        standing -> all.put(
                                row,
                                LabelStore.AS_READ,
                                Map.of(":read", AttributeValue.fromN(Long.toString(standing.revision())))),
                        () -> all.put(row, "attribute_not_exists(pk)", Map.of()));
    }

    /** @return where conditions on limits begin among the writes; negative if the label cannot be paid */
    private int prepare(Transaction all, Label label, Optional<Label> standing, Limits limits) {
        Map<Reservation, Reservation> changes = new LinkedHashMap<>();
        for (Entry entry : Entry.of(standing.flatMap(LabelBooking::entry), entry(label))) {
            Optional<Reservation> before = budgets.reservation(label.batch(), entry.dispatch());
            if (before.isEmpty()) {
                return -1;
            }
            changes.put(before.get(), before.get().book(entry.nanos(), entry.labels()));
        }
        changes.forEach((before, after) -> BudgetStore.replace(all, before, after));
        int limitsFrom = all.size();
        boolean fits = changes.entrySet().stream()
                .allMatch(change -> BudgetStore.post(
                        all, change.getValue(), Posting.between(change.getKey(), change.getValue()), limits, null));
        return fits ? limitsFrom : -1;
    }

    private static Optional<Entry> entry(Label label) {
        return label.isTombstone() ? Optional.empty() : Optional.of(new Entry(label.dispatch(), label.priceNanos(), 1));
    }
}
