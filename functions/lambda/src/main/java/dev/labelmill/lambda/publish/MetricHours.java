package dev.labelmill.lambda.publish;

import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.results.Reading;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.HourStore.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hours of a batch's metrics. CloudWatch charges a metric for each hour of the clock in which it was published, once;
 * so does the row of that hour.
 */
public final class MetricHours {

    private final HourStore hours;
    private final Meter meter;

    public MetricHours(HourStore hours, Meter meter) {
        this.hours = hours;
        this.meter = meter;
    }

    /** A batch's hours so far. */
    public List<Hour> of(String batch) {
        return hours.of(batch);
    }

    /**
     * What a batch is held against. Its rates are counted from the first reading of the last hour before this one that it was
     * published in, so that they tell of the last hour or two; before that, from its upload.
     *
     * @param hours the batch's so far, oldest first
     */
    public static Past past(List<Hour> hours, Instant uploaded, Instant now) {
        Instant yesterday = now.minus(Duration.ofDays(1));
        return new Past(
                last(hours, hour -> isBefore(hour, now)).orElse(Reading.start(uploaded)),
                last(hours, hour -> !hour.reading().at().isAfter(yesterday)));
    }

    private static Optional<Reading> last(List<Hour> hours, Predicate<Hour> early) {
        return hours.stream().filter(early).reduce((earlier, later) -> later).map(Hour::reading);
    }

    /**
     * Counts an hour's metrics.
     *
     * @param hours   the batch's so far
     * @param reading now
     * @param metrics published by name
     * @param pays    whether what publishing cost rides on the row, which is written then in any case
     */
    void count(String function, String batch, List<Hour> hours, Reading reading, long metrics, boolean pays) {
        Hour hour = current(hours, reading.at()).orElseGet(() -> Hour.begin(batch, reading));
        long most = Math.max(hour.metrics(), metrics);
        Spend charged = charged(function, hour.metrics(), most);
        if (pays) {
            meter.charge(function, spent -> this.hours.keep(hour.with(most, spent.plus(charged))));
        } else if (most > hour.metrics()) {
            this.hours.keep(hour.with(most, charged));
        }
    }

    /** What publishing so many metrics now adds to a batch's money. */
    public Spend toCome(String function, List<Hour> hours, Instant now, long metrics) {
        long counted = current(hours, now).map(Hour::metrics).orElse(0L);
        return charged(function, counted, Math.max(counted, metrics));
    }

    private Spend charged(String function, long counted, long metrics) {
        String account = function + "." + Kind.METRICS.label();
        long before = meter.metricHours(function, counted).total();
        return new Spend(Map.of(account, meter.metricHours(function, metrics).total() - before));
    }

    private static Optional<Hour> current(List<Hour> hours, Instant now) {
        return hours.stream()
                .filter(hour -> hour.at().truncatedTo(ChronoUnit.HOURS).equals(now.truncatedTo(ChronoUnit.HOURS)))
                .findFirst();
    }

    private static boolean isBefore(Hour hour, Instant now) {
        return hour.at().isBefore(now.truncatedTo(ChronoUnit.HOURS));
    }
}
