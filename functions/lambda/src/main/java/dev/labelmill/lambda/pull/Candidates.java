package dev.labelmill.lambda.pull;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.LeaseStore.Entry;
import dev.labelmill.lambda.store.LeaseStore.ItemOf;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for tasks that an annotator can be given. What the index says is only where to look; the rows decide. */
final class Candidates {

    /** How long an annotator has a task without a word. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** How far down a lane one request looks: some twenty pages. */
    static final int MOST_LOOKED_AT = 2000;

    private static final int PAGE = 100;

    private final TaskStore tasks;
    private final LabelStore labels;
    private final LeaseStore leases;

    Candidates(TaskStore tasks, LabelStore labels, LeaseStore leases) {
        this.tasks = tasks;
        this.labels = labels;
        this.leases = leases;
    }

    /** All leases of a vendor begin with the same time left, so that none tells how old its claim is. */
    private static Duration length(Vendor vendor) {
        Duration half = vendor.deadline().dividedBy(2);
        return half.compareTo(LEASE) < 0 ? half : LEASE;
    }

    /** An item that may be free, its batch open to the annotator, by its rows of slots and task. */
    private record Seen(Search.Door.Open door, Slots slots, Task task) {}

    /** The tasks of one lane that an annotator can be given, best first, read page by page as they are asked for. */
    final class Lane {

        private final Search search;
        private final Iterator<Entry> entries;
        /** Whoever reads an index page by page may meet what moves meanwhile twice. */
        private final Set<ItemOf> met = new HashSet<>();

        private Iterator<Seen> page = List.<Seen>of().iterator();
        private Optional<Leased> next = Optional.empty();
        private String before;
        private String behind;
        private int looked;

        /** @param from behind which entry to begin, empty for the first */
        Lane(Search search, boolean gold, String from) {
            this.search = search;
            this.entries = leases.free(search.vendor, gold, search.now, from);
            this.before = from;
            this.behind = from;
        }

        /** The next task, the same again until it is taken. */
        Optional<Leased> peek() {
            while (next.isEmpty() && !search.effort.isSpent() && (page.hasNext() || turn())) {
                next = lease(page.next());
            }
            return next;
        }

        /** Takes the task that {@link #peek()} shows. */
        Leased take() {
            Leased taken = peek().orElseThrow();
            next = Optional.empty();
            return taken;
        }

        /** Whether there may be more than was looked at. */
        boolean isUnfinished() {
            return page.hasNext() || entries.hasNext();
        }

        /** Behind which entry the next request is to go on; empty: at the top. */
        String place() {
            if (page.hasNext() || next.isPresent()) {
                return before;
            }
            return entries.hasNext() ? behind : "";
        }

        private boolean turn() {
            while (!page.hasNext() && entries.hasNext() && looked < MOST_LOOKED_AT && !search.effort.isSpent()) {
                before = behind;
                page = read(nextItems());
            }
            return page.hasNext();
        }

        /** Those of a page whose batch is not shut to the annotator: that costs no more than the index. */
        private List<ItemOf> nextItems() {
            List<ItemOf> items = new ArrayList<>();
            for (int n = 0; n < PAGE && entries.hasNext(); n++) {
                Entry entry = entries.next();
                behind = entry.place();
                looked++;
                if (met.add(entry.item()) && !(search.door(entry.item().batch()) instanceof Search.Door.Shut)) {
                    items.add(entry.item());
                }
            }
            return items;
        }

        private Iterator<Seen> read(List<ItemOf> items) {
            Map<ItemOf, Slots> slots = new HashMap<>();
            leases.getAll(items, search.vendor).forEach(row -> slots.put(new ItemOf(row.batch(), row.item()), row));
            List<ItemOf> unknown = items.stream()
                    .filter(slots::containsKey)
                    .filter(item -> !slots.get(item).knows(search.annotator))
                    .toList();
            Map<ItemOf, Task> read = new HashMap<>();
            tasks.getAll(unknown).forEach(task -> read.put(new ItemOf(task.batch(), task.item()), task));
            List<Seen> seen = new ArrayList<>();
            List<Slots> over = new ArrayList<>();
            for (ItemOf item : unknown) {
                Optional<Task> awaited = Optional.ofNullable(read.get(item))
                        .filter(task -> task.awaits(slots.get(item).dispatch()));
                if (search.door(item.batch()) instanceof Search.Door.Open door && awaited.isPresent()) {
                    seen.add(new Seen(door, slots.get(item), awaited.get()));
                } else {
                    over.add(slots.get(item));
                }
            }
            InParallel.each(
                    over.stream().filter(row -> search.effort.repair()).toList(),
                    row -> leases.settle(row.closed(search.now), Set.of(), search.now));
            return seen.iterator();
        }

        private Optional<Leased> lease(Seen seen) {
            Instant until = search.now.plus(length(seen.door().vendor()));
            if (seen.slots().deadline().isBefore(until)
                    || seen.task().annotatorsOf(search.vendor).contains(search.annotator)) {
                return Optional.empty();
            }
            search.effort.look();
            Slots slots = seen.slots();
            VendorLabels there = labels.of(slots.batch(), slots.item(), search.vendor);
            if (there.last(search.annotator).isPresent()) {
                return Optional.empty();
            }
            Set<String> answered = there.rows().stream()
                    .filter(label -> label.dispatch().equals(slots.dispatch()) && !label.isTombstone())
                    .map(Label::annotator)
                    .collect(Collectors.toSet());
            Optional<Slots> leased = slots.lease(search.annotator, answered, search.now, until);
            if (leased.isEmpty() && search.effort.repair()) {
                leases.settle(slots, answered, search.now);
            }
            return leased.map(
                    with -> new Leased(seen.door().batch(), seen.door().vendor(), seen.task(), with, answered));
        }
    }
}
