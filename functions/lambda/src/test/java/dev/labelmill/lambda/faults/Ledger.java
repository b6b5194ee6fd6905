package dev.labelmill.lambda.faults;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.stage.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What all environments metered, those too that were killed, and what of it may not have reached a row. */
final class Ledger {

    private static final int MEGABYTES = 512;
    private static final long PICOS_PER_NANO = 1000;

    private final List<Meter> meters = new ArrayList<>();
    private final LongAdder doubted = new LongAdder();

    /** The meter of one more environment. */
    synchronized Meter meter() {
        Meter meter = new Meter(Samples.PRICES, MEGABYTES, (nanos, failure) -> doubted.add(nanos));
        meters.add(meter);
        return meter;
    }

    /**
     * Holds what was metered against what rows say that was spent: nothing may be charged twice, and nothing may be missing but
     * what has not been written yet and what rode on writes of which nobody knows whether they took effect.
     */
    synchronized Optional<String> wrong(long spentNanos) {
        long untaken = meters.stream().mapToLong(Meter::untakenPicos).sum();
        long metered = meters.stream().mapToLong(Meter::totalPicos).sum();
        long missing = metered - untaken - spentNanos * PICOS_PER_NANO;
        if (missing >= 0 && missing <= doubted.sum() * PICOS_PER_NANO) {
            return Optional.empty();
        }
        return Optional.of("of " + metered + " picodollars metered, " + missing
                + " are on no row, and those of which that is unknown are " + doubted.sum() * PICOS_PER_NANO);
    }
}
