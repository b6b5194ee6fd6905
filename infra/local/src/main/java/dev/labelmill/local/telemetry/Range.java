package dev.labelmill.local.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time cut into periods, which begin at multiples of their length since 1970 as CloudWatch's do.
 *
 * @param from   start of the first period, milliseconds since 1970
 * @param to     end, milliseconds since 1970; the last period may reach beyond
 * @param period length in seconds, 1 or more
 */
public record Range(long from, long to, int period) {

    /** Fewer points than this are drawn for one line. */
    static final int MAX_POINTS = 240;

    private static final int[] PERIODS = {1, 2, 5, 10, 15, 30, 60, 300, 900, 3600, 21_600, 86_400};

    /** @throws IllegalArgumentException unless it has a length and a period */
    public Range {
        if (period < 1 || to <= from) {
            throw new IllegalArgumentException("No range: " + from + " to " + to + " by " + period + " s");
        }
    }

    /** The last {@code length} before {@code end}, by the shortest of the usual periods that gives few enough points. */
    public static Range before(Instant end, Duration length) {
        long seconds = Math.max(1, length.toSeconds());
        int period = PERIODS[PERIODS.length - 1];
        for (int i = PERIODS.length - 1; i >= 0; i--) {
            if (seconds / PERIODS[i] < MAX_POINTS) {
                period = PERIODS[i];
            }
        }
        return by(end, seconds, period);
    }

    /** The same stretch by another period. */
    public Range withPeriod(int other) {
        long aligned = Math.floorDiv(from, other * 1000L) * other * 1000L;
        return new Range(aligned, to, other);
    }

    /** The same stretch as one period, from its start exactly. */
    public Range whole() {
        return new Range(from, to, (int) Math.max(1, (to - from + 999) / 1000));
    }

    /** Start of the period that {@code at} lies in, milliseconds since 1970. */
    public long periodOf(long at) {
        long length = period * 1000L;
        return from + Math.floorDiv(at - from, length) * length;
    }

    private static Range by(Instant end, long seconds, int period) {
        long to = end.toEpochMilli();
        long length = period * 1000L;
        return new Range(Math.floorDiv(to - seconds * 1000, length) * length, to, period);
    }
}
