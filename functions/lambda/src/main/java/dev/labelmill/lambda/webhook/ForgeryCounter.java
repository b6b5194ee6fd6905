package dev.labelmill.lambda.webhook;

import dev.labelmill.core.signature.Verdict.Reason;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts refused requests and lets a few of them be kept, so that a flood of forgeries costs no more writes than a
 * trickle. Counts and cap are those of one execution environment. Safe for use by several threads.
 */
public final class ForgeryCounter {
    /** Samples that may be kept in an hour of the clock. */
    public static final int SAMPLES_PER_HOUR = 5;

    private final InstantSource clock;
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    private long hour = Long.MIN_VALUE;
    private int samples;

    /** @param clock tells which hour it is */
    public ForgeryCounter(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts a refused request.
     *
     * @return whether a sample of it may be kept
     */
    public synchronized boolean count(Reason reason) {
        counts.merge(reason, 1L, Long::sum);
        long now = TimeUnit.MILLISECONDS.toHours(clock.millis());
        // Only forwards: a clock that is set back must not open the cap again.
        if (now > hour) {
            hour = now;
            samples = 0;
        }
        if (samples == SAMPLES_PER_HOUR) {
            return false;
        }
        samples++;
        return true;
    }

    /** What was counted since the last call; reasons that did not occur are left out. */
    public synchronized Map<Reason, Long> drain() {
        Map<Reason, Long> drained = Map.copyOf(counts);
        counts.clear();
        return drained;
    }
}
