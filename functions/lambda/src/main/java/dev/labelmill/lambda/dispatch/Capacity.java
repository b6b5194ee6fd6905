package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.store.OpenDispatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many more labels each vendor may owe. What is owed comes from the open dispatches, what has come
 * from the tally: a tally that lags only makes a vendor look busier than it is.
 */
final class Capacity {

    private final Map<String, Long> free = new HashMap<>();
    private final Map<String, Boolean> closed = new HashMap<>();
    private final Map<String, Boolean> silent = new HashMap<>();

    /** @param limits the most labels a vendor may be asked for now; vendors that are absent have no limit but their capacity */
    Capacity(Batch batch, Counters totals, List<OpenDispatch> open, Map<String, Long> limits) {
        for (Vendor vendor : batch.settings().vendors()) {
            String name = vendor.name();
            long asked = open.stream()
                    .filter(d -> d.vendor().equals(name))
                    .mapToLong(OpenDispatch::labels)
                    .sum();
            long answered = totals.get(Names.RECEIVED + name) - totals.get(Names.FULFILLED + name);
            long unowed = vendor.capacity() - Math.max(0, asked - Math.max(0, answered));
            free.put(name, Math.min(unowed, limits.getOrDefault(name, Long.MAX_VALUE)));
            closed.put(name, limits.getOrDefault(name, Long.MAX_VALUE) == 0);
            silent.put(name, totals.get(Names.RECEIVED + name) == 0 && totals.get(Names.EXPIRED + name) > 0);
        }
    }

    /**
     * Whether a vendor should be given work: not while its door is closed; and one that let claims expire and never answered any is left
     * out as long as there is another.
     *
     * @param able all vendors that the task may go to, this one among them
     */
    boolean isUsable(List<Vendor> able, Vendor vendor) {
        boolean alone = able.stream().allMatch(v -> silent.get(v.name()));
        return !closed.get(vendor.name()) && (alone || !silent.get(vendor.name()));
    }

    /** Takes room for labels; false if the vendor has not enough. */
    boolean take(Vendor vendor, int labels) {
        if (free.get(vendor.name()) < labels) {
            return false;
        }
        free.merge(vendor.name(), (long) -labels, Long::sum);
        return true;
    }

    /** Whether any vendor of a tier has room for a label. */
    boolean hasRoom(Batch batch, Tier tier) {
        return batch.settings().vendors(tier).stream().anyMatch(v -> free.get(v.name()) > 0);
    }
}
