package dev.labelmill.lambda.store;

import dev.labelmill.core.lease.Bookmark;
import dev.labelmill.core.lease.Lease;
import dev.labelmill.core.lease.Puller;
import dev.labelmill.core.lease.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Slots and pullers ↔ rows. Slots are in their vendor's lane while one is free, or will be when a lease ends: rank
 * {@code 0#<priority>}, or {@code 1#<second>}. All below {@code 1#<this second>} are free by now, without anybody sweeping.
 */
final class LeaseRows {

    /** Behind a claim's deadline: whoever had an item is remembered for later claims of it. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private static final String BETWEEN = "\n";

    private LeaseRows() {}

    static Row write(Slots slots, Set<String> answered, Instant now) {
        Row row = Row.at(Keys.leases(slots.batch(), slots.item()), Keys.vendor(slots.vendor()))
                .set("d", slots.dispatch())
                .set("n", slots.labels())
                .set("g", slots.gold() ? 1 : 0)
                .set("p", slots.priority())
                .set("until", slots.deadline().toString())
                .set(
                        "had",
                        AttributeValue.fromL(
                                slots.leases().stream().map(LeaseRows::write).toList()))
                .set(Keys.TTL, slots.deadline().plus(REMEMBERED).getEpochSecond())
                .set(Keys.VERSION, slots.version());
        slots.nextFree(answered, now)
                .ifPresent(at -> row.set(Keys.LANE, Keys.pulled(slots.vendor(), slots.gold()))
                        .set(Keys.RANK, at.equals(now) ? free(slots) : leased(at)));
        return row;
    }

    private static String free(Slots slots) {
        return String.format(Locale.ROOT, "0#%07d", Math.round((1 - slots.priority()) * 9_999_999));
    }

    /** The next whole second, at which the lease surely has ended. */
    private static String leased(Instant until) {
        return String.format(
                Locale.ROOT, "1#%012d", until.plusNanos(999_999_999).getEpochSecond());
    }

    /** The rank below which slots are free. */
    static String belowRank(Instant now) {
        return String.format(Locale.ROOT, "1#%012d", now.getEpochSecond() + 1);
    }

    /** What the index tells of an item: its key, and its rank with it as a place to go on behind. */
    static LeaseStore.Entry entry(Row keys) {
        String[] key = keys.pk().split("#", 3);
        return new LeaseStore.Entry(
                new LeaseStore.ItemOf(key[1], key[2]), keys.string(Keys.RANK) + BETWEEN + keys.pk());
    }

    /** The key of the entry at a place, which need not be there any more; empty for the top. */
    static Map<String, AttributeValue> startKey(String vendor, boolean gold, String place) {
        if (place.isEmpty()) {
            return Map.of();
        }
        String[] parts = place.split(BETWEEN, 2);
        return Row.at(parts[1], Keys.vendor(vendor))
                .set(Keys.LANE, Keys.pulled(vendor, gold))
                .set(Keys.RANK, parts[0])
                .values();
    }

    private static AttributeValue write(Lease lease) {
        return Row.nested()
                .set("d", lease.dispatch())
                .set("a", lease.annotator())
                .set("u", lease.until().toString())
                .asMap();
    }

    static Slots read(Row row) {
        return row.as(LeaseRows::parse);
    }

    private static Slots parse(Row row) {
        String[] key = row.pk().split("#", 3);
        List<Lease> leases = row.list("had").stream()
                .map(value -> Row.of(value.m()))
                .map(lease -> new Lease(lease.string("d"), lease.string("a"), Instant.parse(lease.string("u"))))
                .toList();
        return new Slots(
                key[1],
                key[2],
                row.sk().substring(Keys.VENDOR.length()),
                row.string("d"),
                (int) row.number("n"),
                row.number("g") == 1,
                row.decimal("p"),
                Instant.parse(row.string("until")),
                leases,
                row.number(Keys.VERSION));
    }

    static Row write(Puller puller) {
        Row row = Row.at(Keys.puller(puller.vendor(), puller.annotator()), Keys.META)
                .set("given", puller.given())
                .set("known", known(puller))
                .set(
                        "grants",
                        AttributeValue.fromL(
                                puller.grants().stream().map(LeaseRows::write).toList()))
                .set(Keys.VERSION, puller.version());
        Bookmark bookmark = puller.bookmark();
        return bookmark.equals(Bookmark.TOP)
                ? row
                : row.set("since", bookmark.since().toString())
                        .set("work", bookmark.work())
                        .set("gold", bookmark.gold());
    }

    private static AttributeValue known(Puller puller) {
        Row known = Row.nested();
        puller.known().forEach((project, count) -> known.set(project, (long) count));
        return known.asMap();
    }

    private static AttributeValue write(Puller.Grant grant) {
        return Row.nested()
                .set("r", grant.request())
                .set("at", grant.at().toString())
                .set("b", grant.batch())
                .set("i", grant.item())
                .set("d", grant.dispatch())
                .asMap();
    }

    static Puller readPuller(Row row) {
        return row.as(LeaseRows::parsePuller);
    }

    private static Puller parsePuller(Row row) {
        String[] key = row.pk().split("#", 3);
        List<Puller.Grant> grants = row.list("grants").stream()
                .map(value -> Row.of(value.m()))
                .map(grant -> new Puller.Grant(
                        grant.string("r"),
                        Instant.parse(grant.string("at")),
                        grant.string("b"),
                        grant.string("i"),
                        grant.string("d")))
                .toList();
        Bookmark bookmark = row.has("since")
                ? new Bookmark(Instant.parse(row.string("since")), row.string("work"), row.string("gold"))
                : Bookmark.TOP;
        Map<String, Long> known = new HashMap<>();
        if (row.has("known")) {
            row.map("known").values().forEach((project, count) -> known.put(project, Long.parseLong(count.n())));
        }
        return new Puller(key[1], key[2], row.number("given"), known, grants, bookmark, row.number(Keys.VERSION));
    }
}
