package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.budget.Purse;
import dev.labelmill.core.routing.VendorChoice;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Need;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One look down a lane: which vendor is to have which of the tasks that wait there, as far as room and money go. */
final class Shares {

    /** Of how many tasks that money does not go to as a whole it is remembered that it goes to a part of them. */
    private static final int MOST_PASSED = 10;

    private final Batch batch;
    private final Tier tier;
    private final Candidates candidates;
    private final Capacity capacity;
    private final Purse purse;
    private final VendorChoice choice;
    private final long beside;
    private final HeldGold known;
    private long given;
    private final Map<Vendor, List<Task>> tasks = new LinkedHashMap<>();
    private final List<Task> passed = new ArrayList<>();

    /**
     * @param beside nano-dollars that are to be left for experts for each of people's tasks that goes out
     * @param known  what may go out beside these
     */
    Shares(
            Batch batch,
            Tier tier,
            Candidates candidates,
            Capacity capacity,
            Purse purse,
            VendorChoice choice,
            long beside,
            HeldGold known) {
        this.batch = batch;
        this.tier = tier;
        this.candidates = candidates;
        this.capacity = capacity;
        this.purse = purse;
        this.choice = choice;
        this.beside = beside;
        this.known = known;
    }

    /** Whether there may be a label that a vendor of the tier has room for, and that is to be paid. */
    boolean isServed() {
        return capacity.hasRoom(batch, tier)
                && batch.settings().vendors(tier).stream()
                        .anyMatch(vendor -> purse.pays(vendor.price().most(), 1));
    }

    /** Gives a task to a vendor that has room for all that it is to be asked for. @return whether there is one */
    boolean give(Task task) {
        Optional<Need> need = task.need().filter(n -> n.tier() == tier);
        if (need.isEmpty()) {
            return false;
        }
        Optional<Vendor> taker = taker(task, need.get().labels(), vendor -> true);
        taker.ifPresent(vendor -> {
            of(vendor).add(task);
            known.beside(task, vendor).ifPresent(gold -> giveBeside(gold, vendor));
        });
        if (taker.isEmpty()
                && passed.size() < MOST_PASSED
                && isPayableInPartOnly(task, need.get().labels())) {
            passed.add(task);
        }
        return taker.isPresent();
    }

    /** Room comes back by itself, and a whole claim with it: only money that is short is reason to ask for fewer labels. */
    private boolean isPayableInPartOnly(Task task, int labels) {
        List<Vendor> able = able(task).stream().filter(capacity::isUsable).toList();
        return able.stream().noneMatch(vendor -> isPayable(vendor, task, labels))
                && able.stream().anyMatch(vendor -> isPayable(vendor, task, 1) && takesParts(vendor, task, labels));
    }

    private List<Vendor> able(Task task) {
        return candidates.of(task, vendor -> purse.paysAnotherDay(vendor.price().most(), 1, beside(task)));
    }

    private boolean isPayable(Vendor vendor, Task task, int labels) {
        return purse.pays(vendor.price().most(), asked(vendor, labels), beside(task));
    }

    /** How many labels a vendor is asked for, of so many that are needed. */
    private static int asked(Vendor vendor, int needed) {
        return Math.min(needed, vendor.mostLabelsAtOnce());
    }

    /** Whoever can be asked about an item once only is asked for all of its labels tomorrow, if there is money then. */
    private boolean takesParts(Vendor vendor, Task task, int labels) {
        return vendor.excludes() || !purse.paysAnotherDay(vendor.price().most(), labels, beside(task));
    }

    /** Where there is room and money for it too. */
    private void giveBeside(Task gold, Vendor vendor) {
        int labels = asked(vendor, gold.need().orElseThrow().labels());
        if (purse.pays(vendor.price().most(), labels) && capacity.take(vendor, labels)) {
            purse.take(vendor.price().most(), labels, 0);
            known.take(gold);
            of(vendor).add(gold);
        }
    }

    /** Takes room and money for a task. @return the vendor that it is for; empty if none has so much */
    private Optional<Vendor> taker(Task task, int labels, Predicate<Vendor> among) {
        List<Vendor> able = able(task);
        Predicate<Vendor> usable = v -> among.test(v) && capacity.isUsable(v) && isPayable(v, task, labels);
        Predicate<Vendor> hasRoom = vendor -> capacity.take(vendor, asked(vendor, labels));
        Optional<Vendor> taker =
                choice.first(task, able, usable.and(capacity::isTrusted)).filter(hasRoom);
        if (taker.isEmpty() && !able.stream().allMatch(capacity::isTrusted)) {
            taker = choice.first(task, able, usable).filter(hasRoom);
        }
        taker.ifPresent(vendor -> {
            purse.take(vendor.price().most(), asked(vendor, labels), beside(task));
            given += asked(vendor, labels);
        });
        return taker;
    }

    /** Known items are not audited, and nobody has to decide them. */
    private long beside(Task task) {
        return task.stratum() == Stratum.HUMAN ? beside : 0;
    }

    /** How many labels were given out so far. */
    long given() {
        return given;
    }

    private List<Task> of(Vendor vendor) {
        return tasks.computeIfAbsent(vendor, v -> new ArrayList<>());
    }

    /** What is as long as that; it is not given again. */
    List<Share> full(int length) {
        List<Share> full = new ArrayList<>();
        tasks.forEach((vendor, share) -> {
            while (share.size() >= length) {
                List<Task> first = share.subList(0, length);
                full.add(new Share(vendor, first, Optional.empty()));
                first.clear();
            }
        });
        return full;
    }

    /**
     * What is left at the end. Now that nothing else wants it, what money is left goes to tasks that need more labels than it is
     * for: the first ones that were passed over get a part of what they need.
     */
    List<Share> rest() {
        Map<Vendor, Dispatch.Part> parts = new HashMap<>();
        for (Task task : passed) {
            int needed = task.need().orElseThrow().labels();
            for (int labels = needed - 1; labels > 0; labels--) {
                int fewer = labels;
                Optional<Vendor> taker =
                        taker(task, labels, vendor -> !parts.containsKey(vendor) && takesParts(vendor, task, needed));
                taker.ifPresent(vendor -> {
                    of(vendor).add(task);
                    parts.put(vendor, new Dispatch.Part(task.item(), fewer));
                });
                if (taker.isPresent()) {
                    break;
                }
            }
        }
        return tasks.entrySet().stream()
                .filter(share -> !share.getValue().isEmpty())
                .map(share ->
                        new Share(share.getKey(), share.getValue(), Optional.ofNullable(parts.get(share.getKey()))))
                .toList();
    }
}
