package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that the tally never got, and no later one of the batch to tell it so. */
class MissedChangesTest {

    private final RunningBatch running = new RunningBatch();
    private final Stage stage = running.stage;

    /** Somebody owes labels until the day after. */
    private void openDispatch() {
        Instant deadline = Stage.START.plus(Duration.ofDays(1));
        stage.delivered(Dispatch.claiming("d-x", "b", "crowd", List.of("i1"), deadline), 2);
    }

    private void tickAfter(Duration time) {
        stage.now = Stage.START.plus(time);
        running.tick();
    }

    private boolean isDirty() {
        return stage.tallies().needsRebuild("TALLY#b", Instant.MAX);
    }

    @Test
    void chunks_that_the_totals_do_not_hold_after_an_hour_make_the_batch_count_anew() {
        running.labelling(1);
        running.answerAll();
        openDispatch();

        tickAfter(Duration.ofMinutes(60));
        assertThat(isDirty()).isFalse();
        assertThat(running.batch().phase()).isEqualTo(Phase.LABELLING);

        tickAfter(Duration.ofMinutes(61));
        assertThat(isDirty()).isTrue();
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void tasks_that_only_the_totals_call_open_make_the_batch_count_anew() {
        running.labelling(1);
        running.tally();
        running.answerAll();

        tickAfter(Duration.ofMinutes(60));
        assertThat(running.batch().phase()).isEqualTo(Phase.LABELLING);

        tickAfter(Duration.ofMinutes(61));
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void people_who_take_their_time_are_no_missed_changes() {
        running.labelling(1);
        openDispatch();
        running.tally();

        tickAfter(Duration.ofHours(20));

        assertThat(isDirty()).isFalse();
    }

    @Test
    void tasks_that_wait_for_the_next_days_money_are_counted_once_a_day_and_keep_their_totals() {
        running.labelling(1);
        running.tally();

        tickAfter(Duration.ofMinutes(61));
        assertThat(isDirty()).isFalse();
        assertThat(stage.tallies().isCheckedSince("TALLY#b", stage.now)).isTrue();
        Instant counted = stage.now;

        tickAfter(Duration.ofHours(20));
        assertThat(isDirty()).isFalse();
        assertThat(stage.tallies().isCheckedSince("TALLY#b", counted.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void changes_that_were_lost_after_the_totals_were_checked_are_found_a_day_later() {
        running.labelling(1);
        running.tally();
        tickAfter(Duration.ofMinutes(61));
        running.answerAll();

        tickAfter(Duration.ofHours(26));

        assertThat(isDirty()).isTrue();
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void a_tally_that_is_still_at_work_is_let_finish() {
        running.labelling(1);
        stage.now = Stage.START.plus(Duration.ofMinutes(30));
        running.tally();
        running.answerAll();

        tickAfter(Duration.ofMinutes(89));
        assertThat(isDirty()).isFalse();

        tickAfter(Duration.ofMinutes(91));
        assertThat(isDirty()).isTrue();
    }
}
