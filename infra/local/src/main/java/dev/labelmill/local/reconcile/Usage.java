package dev.labelmill.local.reconcile;

import dev.labelmill.core.cost.PriceList;
import dev.labelmill.local.telemetry.ReportLine;

/**
 * What a function was billed for.
 *
 * @param invocations      reported
 * @param cold             those of them that initialised an environment
 * @param megabyteMillis   billed time by configured memory
 * @param warm             the same of invocations that initialised nothing
 */
public record Usage(long invocations, long cold, long megabyteMillis, long warm) {

    /** None. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    private static final double MEGABYTE_MILLIS = 1024.0 * 1000;
    private static final long PICOS_PER_NANO = 1000;

    /** With one more invocation. */
    Usage plus(ReportLine line) {
        boolean isCold = line.initDuration().isPresent();
        long more = Math.multiplyExact(line.billed(), line.memory());
        return new Usage(
                invocations + 1,
                cold + (isCold ? 1 : 0),
                Math.addExact(megabyteMillis, more),
                warm + (isCold ? 0 : more));
    }

    /** Billed GB-seconds. */
    public double gbSeconds() {
        return megabyteMillis / MEGABYTE_MILLIS;
    }

    /** A warm invocation's request and mean time at list prices, in nano-dollars; 0 if there was none. */
    double warmNanos(PriceList prices) {
        long calls = invocations - cold;
        return calls == 0
                ? 0
                : (prices.lambdaRequest() + warm / MEGABYTE_MILLIS * prices.lambdaGbSecond() / calls) / PICOS_PER_NANO;
    }

    /** Requests and time at list prices, in nano-dollars, rounded down. */
    public long nanos(PriceList prices) {
        // Picodollars of the time alone pass a long's range at some 600 million GB-seconds.
        long time = Math.multiplyExact(megabyteMillis / 1024, prices.lambdaGbSecond()) / 1000;
        return Math.addExact(Math.multiplyExact(invocations, prices.lambdaRequest()), time) / PICOS_PER_NANO;
    }
}
