package dev.labelmill.lambda.store;

import dev.labelmill.core.lease.Bookmark;
import dev.labelmill.core.lease.Puller;
import dev.labelmill.core.lease.Slots;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Slots of items that vendors' annotators ask for, and those annotators. One row an item and vendor, written at its version
 * alone: that is what lets no slot go to two and no item to an annotator twice.
 */
public final class LeaseStore {

    private final Table table;

    public LeaseStore(Table table) {
        this.table = table;
    }

    /** A slot that is to be given, as it will be, and whose labels stand. */
    public record Given(Slots slots, Set<String> answered) {}

    /** Offers a claim's slots; nothing happens where they are offered already. */
    public void offer(Slots offered, Instant now) {
        while (true) {
            Optional<Slots> before = get(offered.batch(), offered.item(), offered.vendor());
            Slots after = before.map(known -> known.replacedBy(offered)).orElse(offered);
            if (before.filter(after::equals).isPresent() || write(after, Set.of(), now)) {
                return;
            }
        }
    }

    /** The slots of an item for a vendor. */
    public Optional<Slots> get(String batch, String item, String vendor) {
        return table.get(Keys.leases(batch, item), Keys.vendor(vendor)).map(LeaseRows::read);
    }

    /**
     * Items whose slots may be free now, best first, page by page as the index has them after a moment.
     *
     * @param from behind which place to begin, one that this told before; empty: at the top
     */
    public Iterator<Entry> free(String vendor, boolean gold, Instant now, String from) {
        return table.lane(Keys.pulled(vendor, gold), LeaseRows.belowRank(now), LeaseRows.startKey(vendor, gold, from))
                .map(LeaseRows::entry)
                .iterator();
    }

    /**
     * An item as the index has it.
     *
     * @param place to go on behind it
     */
    public record Entry(ItemOf item, String place) {}

    /** An item of a batch. */
    public record ItemOf(String batch, String item) {}

    /** Keeps how far an annotator's requests have looked; nothing if it is kept already, or another request was faster. */
    public void remember(Puller puller, Bookmark bookmark) {
        Puller after = puller.reading(bookmark);
        if (after != puller) {
            Row row = LeaseRows.write(after.nextVersion());
            if (puller.version() == 0) {
                table.insert(row);
            } else {
                table.replace(row, puller.version());
            }
        }
    }

    /** The slots of items for a vendor, in no particular order. */
    public List<Slots> getAll(Collection<ItemOf> items, String vendor) {
        return table
                .getAll(items.stream()
                        .map(of -> Keys.of(Keys.leases(of.batch(), of.item()), Keys.vendor(vendor)))
                        .toList())
                .stream()
                .map(LeaseRows::read)
                .toList();
    }

    /** Says anew when slots will be free, which labels that came have changed; nothing if somebody changed them meanwhile. */
    public void settle(Slots slots, Set<String> answered, Instant now) {
        write(slots, answered, now);
    }

    /**
     * Changes slots, reading them again as long as somebody else changes them meanwhile.
     *
     * @return as they are then; empty if there are none
     */
    public Optional<Slots> update(String batch, String item, String vendor, Instant now, UnaryOperator<Slots> change) {
        Optional<Slots> before = get(batch, item, vendor);
        while (before.isPresent()) {
            Slots after = change.apply(before.get());
            if (after == before.get() || write(after, Set.of(), now)) {
                return Optional.of(after);
            }
            before = get(batch, item, vendor);
        }
        return before;
    }

    /**
     * Offers the slot anew whose label was taken back: its lease is over too. Nothing where an item has no slots; doing it again
     * changes nothing.
     */
    public void vacate(String batch, String item, String vendor, String annotator, Instant now) {
        Optional<Slots> before = get(batch, item, vendor);
        while (before.isPresent() && !write(before.get().release(annotator, now), Set.of(), now)) {
            before = get(batch, item, vendor);
        }
    }

    private boolean write(Slots slots, Set<String> answered, Instant now) {
        Row row = LeaseRows.write(slots.nextVersion(), answered, now);
        return slots.version() == 0 ? table.insert(row) : table.replace(row, slots.version());
    }

    /** An annotator who asks for tasks, known or not. */
    public Puller puller(String vendor, String annotator) {
        return table.get(Keys.puller(vendor, annotator), Keys.META)
                .map(LeaseRows::readPuller)
                .orElseGet(() -> Puller.unknown(vendor, annotator));
    }

    /**
     * Gives slots to an annotator: all of them in one transaction with the annotator's row, or nothing.
     *
     * @param puller with what is given
     * @return whether it is done; if not, somebody changed a row meanwhile
     */
    public boolean give(Puller puller, List<Given> given, Instant now) {
        Transaction transaction = table.transaction();
        put(transaction, LeaseRows.write(puller.nextVersion()), puller.version());
        given.forEach(one -> put(
                transaction,
                LeaseRows.write(one.slots().nextVersion(), one.answered(), now),
                one.slots().version()));
        return transaction.commit().isEmpty();
    }

    private static void put(Transaction transaction, Row row, long version) {
        if (version == 0) {
            transaction.put(row, "attribute_not_exists(pk)", Map.of());
        } else {
            transaction.put(
                    row, "version = :expected", Map.of(":expected", AttributeValue.fromN(Long.toString(version))));
        }
    }
}
