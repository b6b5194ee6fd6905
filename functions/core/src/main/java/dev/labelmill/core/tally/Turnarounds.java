package dev.labelmill.core.tally;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.delivery.Turnaround;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long vendors' labels take to come, by a batch's totals. A label that comes after its claim has expired counts as one that
 * did not come; so do those of a claim that another vendor's labels made needless.
 */
public final class Turnarounds {

    private static final double MILLIS = 1000;

    private Turnarounds() {}

    /** What was seen of a vendor in claims that are over. */
    public static Turnaround seen(Vendor vendor, Counters totals) {
        double waited = atLeastNone(totals, Names.WAITED + vendor.name()) / MILLIS;
        double inVain = (double) atLeastNone(totals, Names.EXPIRED + vendor.name())
                * vendor.deadline().toSeconds();
        long answers = waited == 0 ? 0 : atLeastNone(totals, Names.IN_TIME + vendor.name());
        return new Turnaround(answers, waited + inVain);
    }

    /**
     * What is expected of each vendor's next label; vendors of which nothing was seen are missing. Empty where waiting costs
     * nothing, so that the same answers make the same snapshot however fast they came.
     *
     * @param underWay what claims have waited so far that are not over, by vendor
     */
    public static Map<String, Duration> expected(
            BatchSettings settings, Counters totals, Map<String, Turnaround> underWay) {
        Map<String, Duration> expected = new TreeMap<>();
        if (settings.routing().hourNanos() == 0) {
            return expected;
        }
        for (Vendor vendor : settings.vendors()) {
            Turnaround seen = seen(vendor, totals).plus(underWay.getOrDefault(vendor.name(), Turnaround.NONE));
            if (seen.seconds() > 0) {
                expected.put(vendor.name(), seen.expected(vendor.turnaround()));
            }
        }
        return expected;
    }

    /** Totals that are folded from changes out of order may be below nothing for a moment. */
    private static long atLeastNone(Counters totals, String name) {
        return Math.max(0, totals.get(name));
    }
}
