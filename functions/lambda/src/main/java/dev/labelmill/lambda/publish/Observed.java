package dev.labelmill.lambda.publish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Rates;
import dev.labelmill.core.results.Reading;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.store.HourStore.Hour;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An active batch at a tick.
 *
 * @param totals that the figures are made of
 * @param hours  in which it had metrics of its own
 * @param past   what it is held against
 */
record Observed(Batch batch, Counters totals, BatchFigures figures, List<Hour> hours, Past past) {

    String id() {
        return batch.id();
    }

    Rates rates(Instant now) {
        return Rates.between(past.since(), Reading.of(figures, now), figures.waiting());
    }

    /** Whether its metrics are charged for in this hour in any case. */
    boolean isCounted(Instant now) {
        return hours.stream().anyMatch(hour -> !hour.at().isBefore(now.truncatedTo(ChronoUnit.HOURS)));
    }

    double labelsPerHour(Instant now) {
        return rates(now).labelsPerHour().orElse(0);
    }
}
