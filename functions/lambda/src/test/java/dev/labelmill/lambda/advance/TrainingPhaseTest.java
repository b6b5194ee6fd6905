package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A batch whose head does not come. */
class TrainingPhaseTest {

    private final RunningBatch running = new RunningBatch();
    private final Stage stage = running.stage;

    @Test
    void a_head_that_does_not_come_is_asked_for_again_and_after_half_an_hour_the_batch_says_what_to_look_at() {
        running.insertAt(Phase.TRAINING, 1);
        running.tick();
        stage.now = Stage.START.plus(Duration.ofMinutes(29));
        running.tick();
        assertThat(running.steps(stage.trainQueue)).containsExactly("TRAIN0", "TRAIN0");
        assertThat(running.batch().note()).isEmpty();

        stage.now = Stage.START.plus(Duration.ofMinutes(30));
        running.tick();
        assertThat(running.batch().note()).contains("dead letters").contains("memory");
        assertThat(running.batch().phase()).isEqualTo(Phase.TRAINING);

        long version = running.batch().version();
        stage.now = Stage.START.plus(Duration.ofMinutes(40));
        running.tick();
        assertThat(running.batch().version()).as("it is said once").isEqualTo(version);
        assertThat(running.steps(stage.trainQueue)).isNotEmpty();
    }

    @Test
    void what_was_waited_for_is_forgotten_once_the_next_round_begins() {
        running.insertAt(Phase.TRAINING, 1);
        stage.now = Stage.START.plus(Duration.ofMinutes(30));
        running.tick();

        stage.batches().update("b", batch -> batch.nextRound(stage.now));

        assertThat(running.batch().note()).isEmpty();
    }

    @Test
    void what_was_said_of_its_settings_stands_beside_that_and_is_not_forgotten() {
        running.insertAt(Phase.TRAINING, 1);
        stage.batches().update("b", batch -> batch.notingToo("nobody", "nobody can keep annotators away"));
        stage.now = Stage.START.plus(Duration.ofMinutes(30));
        running.tick();

        assertThat(running.batch().note()).contains("nobody can keep annotators away; also: train has fitted no head");
        stage.batches().update("b", batch -> batch.nextRound(stage.now));
        assertThat(running.batch().note()).isEqualTo("nobody can keep annotators away");
    }

    @Test
    void a_note_without_room_for_that_is_not_written_again_at_each_tick() {
        running.insertAt(Phase.TRAINING, 1);
        stage.batches().update("b", batch -> batch.noting("x".repeat(2000)));
        stage.now = Stage.START.plus(Duration.ofMinutes(30));
        running.tick();
        long version = running.batch().version();
        running.tick();

        assertThat(running.batch().version()).isEqualTo(version);
    }
}
