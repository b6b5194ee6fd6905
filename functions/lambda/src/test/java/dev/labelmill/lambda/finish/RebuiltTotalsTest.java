package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.results.Reading;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.HourStore.Hour;
import dev.labelmill.lambda.store.Keys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The end of a batch whose changes were lost, so that its totals are counted from the facts. */
class RebuiltTotalsTest {

    private final LabelledBatch batch = FinishedBatch.mixed();

    private void tickAfter(Duration time) {
        batch.stage.now = batch.stage.now.plus(time);
        batch.stage.services().advance().handle(Events.tick());
    }

    private void markDirty() {
        batch.stage.tallies().markDirty(Keys.batchTally(batch.id));
    }

    private Counters totals() {
        return batch.stage.tallies().total(Keys.batchTally(batch.id));
    }

    @Test
    void totals_counted_anew_are_the_folded_ones_and_so_is_their_money_however_often() {
        batch.gather();
        batch.stage.meter.time(777);
        batch.tallied();
        Counters folded = totals();
        assertThat(folded.get(Names.TALLY_SPENT + "lambda")).isPositive();

        markDirty();
        for (int count = 0; count < 2; count++) {
            tickAfter(Duration.ofMinutes(11));
            assertThat(batch.stage.tallies().needsRebuild(Keys.batchTally(batch.id), batch.stage.now))
                    .isFalse();
            assertThat(totals()).isEqualTo(folded);
        }
    }

    @Test
    void its_books_agree_whether_its_last_changes_come_late_or_never() {
        batch.stage.meter.time(777);
        batch.tallied();
        batch.stage.meter.s3Write();
        batch.gather();
        markDirty();
        tickAfter(Duration.ofSeconds(100));

        assertThat(batch.conclude()).isZero();

        FinishedBatch.assertBooksAgree(batch);
        assertThat(batch.report().at("/cost/ledger").has("tally.lambda")).isTrue();
        batch.tallied();
        FinishedBatch.assertBooksAgree(batch);
    }

    @Test
    void a_row_that_came_after_the_count_is_counted_at_the_next_tick() {
        batch.gather();
        markDirty();
        tickAfter(Duration.ofSeconds(100));
        new HourStore(batch.stage.table())
                .keep(Hour.begin(batch.id, Reading.start(batch.stage.now)).with(40, Samples.spent(12_345)));
        assertThat(batch.conclude()).isEqualTo(1);

        tickAfter(Duration.ofSeconds(100));

        assertThat(batch.conclude()).isZero();
        FinishedBatch.assertBooksAgree(batch);
    }
}
