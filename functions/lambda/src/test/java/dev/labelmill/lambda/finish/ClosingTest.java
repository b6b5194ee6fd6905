package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.store.Keys;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** That a batch's books are closed once, whoever concludes it beside, before or after. */
class ClosingTest {

    /** The row that closes the books, both reports, and the row that ends the batch. */
    private static final int CLOSING_WRITES = 4;

    @Test
    void of_two_that_conclude_at_once_the_one_whose_costs_count_writes_the_report() {
        LabelledBatch batch = gathered();
        AtomicBoolean isFirst = new AtomicBoolean(true);

        int failed = Events.failures(batch.finishing(() -> {
                    if (isFirst.getAndSet(false)) {
                        assertThat(batch.conclude()).isZero();
                        batch.stage.meter.s3Write();
                    }
                    return batch.stage.now;
                })
                .handle(conclusion(batch)));

        assertThat(failed).isZero();
        assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
        assertReportIsOfTheLedger(batch.tallied());
    }

    @Test
    void whoever_takes_over_after_a_crash_writes_the_sum_that_was_closed() {
        Crash counting = Crash.never();
        concludeDying(gathered(), counting);

        for (int at = counting.writes() - CLOSING_WRITES + 1; at <= counting.writes(); at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                LabelledBatch batch = gathered();
                concludeDying(batch, crash);
                assertThat(crash.happened()).isTrue();
                batch.stage.now = batch.stage.now.plusSeconds(900);
                batch.stage.meter.s3Write();

                assertThat(batch.tallied().conclude())
                        .as("died at write %d", at)
                        .isZero();

                assertThat(batch.batch().phase()).isEqualTo(Phase.DONE);
                assertThat(batch.stage.batches().active()).isEmpty();
                assertReportIsOfTheLedger(batch.tallied());
            }
        }
    }

    @Test
    void what_is_told_after_a_crash_is_of_the_instant_at_which_the_books_were_closed() {
        LabelledBatch batch = gathered();
        Instant closed = batch.stage.now;
        batch.stage.batches().update(batch.id, b -> b.enter(Phase.CLOSING, closed));
        batch.stage.now = closed.plusSeconds(900);

        assertThat(batch.tallied().conclude()).isZero();

        assertThat(batch.batch().phaseSince()).isEqualTo(closed);
        FinishedBatch.assertBooksAgree(batch.tallied());
    }

    private static LabelledBatch gathered() {
        LabelledBatch batch = new LabelledBatch(LabelledBatch.AUDITED)
                .accepted("a0")
                .people("p0", 1, 1)
                .stored();
        assertThat(batch.gather()).isZero();
        return batch.tallied();
    }

    private static void concludeDying(LabelledBatch batch, Crash crash) {
        assertThat(Events.failures(batch.stage.services(crash).finish().handle(conclusion(batch))))
                .isEqualTo(crash.happened() ? 1 : 0);
    }

    private static JsonNode conclusion(LabelledBatch batch) {
        return Events.queued(List.of(new ChunkMessage(batch.id, 0, 0, Step.CONCLUDE).toJson()));
    }

    private static void assertReportIsOfTheLedger(LabelledBatch batch) {
        BatchFigures totals = BatchFigures.of(batch.stage.tallies().total(Keys.batchTally(batch.id)));
        assertThat(batch.report().at("/cost/platform").decimalValue())
                .isEqualByComparingTo(Dollars.of(totals.platformTotalNanos()));
        assertThat(batch.report().at("/cost/total").decimalValue())
                .isEqualByComparingTo(Dollars.of(totals.totalNanos()));
    }
}
