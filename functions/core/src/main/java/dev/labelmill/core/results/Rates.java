package dev.labelmill.core.results;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast a batch goes: the difference of two readings over the time between them. All are empty where no time passed.
 *
 * @param labelsPerHour  at least 0 unless labels were taken back
 * @param itemsPerDay    items that got a final label
 * @param dollarsPerHour exact to a nano-dollar, rounded down
 * @param etaSeconds     until everything that waits is answered at this speed; 0 if nothing waits, empty if nothing moves
 */
public record Rates(
        OptionalDouble labelsPerHour,
        OptionalDouble itemsPerDay,
        Optional<BigDecimal> dollarsPerHour,
        OptionalDouble etaSeconds) {

    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double HOURS_PER_DAY = 24;

    /**
     * The rates between two readings.
     *
     * @param waiting tasks and audits not answered at the later one
     */
    public static Rates between(Reading earlier, Reading later, long waiting) {
        long millis = Duration.between(earlier.at(), later.at()).toMillis();
        OptionalDouble eta =
                waiting == 0 ? OptionalDouble.of(0) : eta(later.settled() - earlier.settled(), millis, waiting);
        if (millis <= 0) {
            return new Rates(OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), eta);
        }
        double hours = millis / MILLIS_PER_HOUR;
        return new Rates(
                OptionalDouble.of((later.labels() - earlier.labels()) / hours),
                OptionalDouble.of((later.accepted() - earlier.accepted()) / hours * HOURS_PER_DAY),
                Optional.of(Dollars.of((long) ((later.nanos() - earlier.nanos()) / hours))),
                eta);
    }

    private static OptionalDouble eta(long settled, long millis, long waiting) {
        return settled <= 0 || millis <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) waiting / settled * millis / 1000);
    }
}
