package dev.labelmill.lambda.pull;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
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

    /** How far down a lane one request looks. */
    private static final int MOST_LOOKED_AT = 2000;

    private static final int PAGE = 100;

    private final BatchStore batches;
    private final TaskStore tasks;
    private final LabelStore labels;
    private final LeaseStore leases;
    private final SkillSnapshots snapshots;

    Candidates(BatchStore batches, TaskStore tasks, LabelStore labels, LeaseStore leases, SkillSnapshots snapshots) {
        this.batches = batches;
        this.tasks = tasks;
        this.labels = labels;
        this.leases = leases;
        this.snapshots = snapshots;
    }

    /** The tasks of one lane that an annotator can be given, best first, each read when it is asked for. */
    final class Lane {

        private final String vendor;
        private final String annotator;
        private final Instant now;
        private final Iterator<LeaseStore.ItemOf> entries;
        private final Map<String, Optional<Batch>> read = new HashMap<>();
        /** Whoever reads an index page by page may meet what moves meanwhile twice. */
        private final Set<LeaseStore.ItemOf> met = new HashSet<>();

        private Iterator<Slots> page = List.<Slots>of().iterator();
        private Optional<Leased> next = Optional.empty();
        private int looked;

        Lane(String vendor, String annotator, boolean gold, Instant now) {
            this.vendor = vendor;
            this.annotator = annotator;
            this.now = now;
            this.entries = leases.free(vendor, gold, now);
        }

        /** The next task, the same again until it is taken. */
        Optional<Leased> peek() {
            while (next.isEmpty() && (page.hasNext() || turn())) {
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

        private boolean turn() {
            while (!page.hasNext() && entries.hasNext() && looked < MOST_LOOKED_AT) {
                List<LeaseStore.ItemOf> items = new ArrayList<>();
                while (entries.hasNext() && items.size() < PAGE) {
                    LeaseStore.ItemOf entry = entries.next();
                    looked++;
                    if (met.add(entry)) {
                        items.add(entry);
                    }
                }
                Map<LeaseStore.ItemOf, Slots> rows = new HashMap<>();
                leases.getAll(items, vendor)
                        .forEach(slots -> rows.put(new LeaseStore.ItemOf(slots.batch(), slots.item()), slots));
                page = items.stream()
                        .map(rows::get)
                        .filter(slots -> slots != null && !slots.knows(annotator))
                        .iterator();
            }
            return page.hasNext();
        }

        private Optional<Leased> lease(Slots slots) {
            Optional<Batch> batch = read.computeIfAbsent(slots.batch(), batches::get);
            Optional<Task> task = batch.flatMap(b -> tasks.get(slots.batch(), slots.item()));
            boolean over = batch.isEmpty()
                    || batch.get().phase().isFinal()
                    || task.isEmpty()
                    || !task.get().awaits(slots.dispatch());
            if (over) {
                leases.settle(slots.closed(now), Set.of(), now);
                return Optional.empty();
            }
            Optional<Vendor> asking = batch.get().settings().vendor(vendor);
            return asking.isPresent() && mayHave(batch.get(), asking.get(), task.get())
                    ? lease(batch.get(), asking.get(), task.get(), slots)
                    : Optional.empty();
        }

        private boolean mayHave(Batch batch, Vendor asking, Task task) {
            boolean out = batch.phase() == Phase.LABELLING || batch.phase() == Phase.AUDITING;
            return out
                    && asking.delivery().way() == Delivery.Way.PULL
                    && !snapshots.paused(batch).contains(vendor + "/" + annotator)
                    && !task.annotatorsOf(vendor).contains(annotator);
        }

        private Optional<Leased> lease(Batch batch, Vendor asking, Task task, Slots slots) {
            VendorLabels there = labels.of(slots.batch(), slots.item(), vendor);
            if (there.last(annotator).isPresent()) {
                return Optional.empty();
            }
            Set<String> answered = there.rows().stream()
                    .filter(label -> label.dispatch().equals(slots.dispatch()) && !label.isTombstone())
                    .map(Label::annotator)
                    .collect(Collectors.toSet());
            Optional<Slots> leased = slots.lease(annotator, answered, now, now.plus(LEASE));
            if (leased.isEmpty()) {
                leases.settle(slots, answered, now);
            }
            return leased.map(with -> new Leased(batch, asking, task, with, answered));
        }
    }
}
