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
 * How many more labels each vendor may owe. What is owed comes from the open dispatches, what has come from the tally: a tally
 * that lags only makes a vendor look busier than it is. A dispatch that was closed since is open to the tally still, which has its
 * labels among those that have come: so what is open is never less than the tally itself says.
 */
final class Capacity {

    /** Labels that a vendor which never answered is asked for at a time, before those that did answer have no room left. */
    static final long TRIAL = 25;

    private final Map<String, Long> free = new HashMap<>();
    private final Map<String, Boolean> closed = new HashMap<>();
    private final Map<String, Long> trusted = new HashMap<>();

    /** @param limits the most labels a vendor may be asked for now; vendors that are absent have no limit but their capacity */
    Capacity(Batch batch, Counters totals, List<OpenDispatch> open, Map<String, Long> limits) {
        for (Vendor vendor : batch.settings().vendors()) {
            String name = vendor.name();
            long asked = open.stream()
                    .filter(d -> d.vendor().equals(name))
                    .mapToLong(OpenDispatch::labels)
                    .sum();
            long answered = totals.get(Names.RECEIVED + name)
                    - totals.get(Names.LATE + name)
                    - totals.get(Names.FULFILLED + name);
            long tallied = totals.get(Names.REQUESTED + name)
                    - totals.get(Names.EXPIRED + name)
                    - totals.get(Names.FULFILLED + name);
            long unowed = vendor.capacity() - Math.max(0, Math.max(asked, tallied) - Math.max(0, answered));
            free.put(name, Math.min(unowed, limits.getOrDefault(name, Long.MAX_VALUE)));
            closed.put(name, limits.getOrDefault(name, Long.MAX_VALUE) == 0);
            boolean silent = totals.get(Names.RECEIVED + name) == 0 && totals.get(Names.EXPIRED + name) > 0;
            trusted.put(name, !silent ? Long.MAX_VALUE : asked == 0 ? TRIAL : 0);
        }
    }

    /** Whether a vendor may be given work: not while its door is closed. */
    boolean isUsable(Vendor vendor) {
        return !closed.get(vendor.name());
    }

    /**
     * Whether a vendor comes as early as any other. One that had work, let it expire and never answered comes after those
     * that answer, but for {@value #TRIAL} labels whenever it has nothing: so it is found out when it answers after all, and
     * keeps few tasks waiting if it does not.
     */
    boolean isTrusted(Vendor vendor) {
        return trusted.get(vendor.name()) > 0;
    }

    /** Takes room for labels; false if the vendor has not enough. */
    boolean take(Vendor vendor, int labels) {
        if (free.get(vendor.name()) < labels) {
            return false;
        }
        free.merge(vendor.name(), (long) -labels, Long::sum);
        trusted.computeIfPresent(vendor.name(), (name, left) -> left == Long.MAX_VALUE ? left : left - labels);
        return true;
    }

    /** Whether any vendor of a tier has room for a label. */
    boolean hasRoom(Batch batch, Tier tier) {
        return batch.settings().vendors(tier).stream().anyMatch(v -> free.get(v.name()) > 0);
    }
}
