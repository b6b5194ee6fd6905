package dev.labelmill.lambda.publish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Rates;
import dev.labelmill.core.results.Reading;
import dev.labelmill.core.tally.Counters;
import java.time.Instant;

/**
 * An active batch at a tick.
 *
 * @param totals that the figures are made of
 * @param since  the reading that rates are counted from
 */
record Observed(Batch batch, Counters totals, BatchFigures figures, Reading since) {

    String id() {
        return batch.id();
    }

    Rates rates(Instant now) {
        return Rates.between(since, Reading.of(figures, now), figures.waiting());
    }

    double labelsPerHour(Instant now) {
        return rates(now).labelsPerHour().orElse(0);
    }
}
