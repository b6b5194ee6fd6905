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
        double waited = totals.atLeastNone(Names.WAITED + vendor.name()) / MILLIS;
        long answers = waited == 0 ? 0 : totals.atLeastNone(Names.IN_TIME + vendor.name());
        double inVain = (double) (totals.atLeastNone(Names.EXPIRED + vendor.name())
                        + totals.atLeastNone(Names.OVERTIME + vendor.name()))
                * vendor.deadline().toSeconds();
        return new Turnaround(answers, waited + inVain * noted(vendor, answers, totals));
    }

    /**
     * Of how many of the labels that came it is known how long: nobody noted it of those that came before there was anything to note
     * it, and of what expired it is not known when, so that as many of these are left out.
     */
    private static double noted(Vendor vendor, long answers, Counters totals) {
        long came = totals.get(Names.RECEIVED + vendor.name()) - totals.get(Names.LATE + vendor.name());
        return came > answers && answers > 0 ? (double) answers / came : 1;
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
}
