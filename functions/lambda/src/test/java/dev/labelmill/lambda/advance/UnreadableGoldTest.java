package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Pauses;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known answers that are gone, or that nobody can read any more, when it is time to look whom they pause: they pause nobody, and
 * all else of a tick is done as ever.
 */
class UnreadableGoldTest {

    private static final String UNREADABLE = "{\"id\":\"g1\",\"label\":\"perhaps\"}\n";

    private static final String SETTINGS = Samples.SETTINGS.replaceFirst(
            "\\{", "{\"gold\":{\"overlap\":2,\"rate\":0.5},\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},");

    private final RunningBatch running = new RunningBatch(SETTINGS);
    private final Stage stage = running.stage;

    private void known() {
        known(running);
    }

    /** So many answers to a known item that it is time to look. */
    private static void known(RunningBatch running) {
        running.stage
                .bucket()
                .put(
                        running.batch().snapshots().get(0),
                        "application/json",
                        SkillsFile.write(Skills.uninformed(2, 0.8)));
        for (int i = 0; i < Pauses.LEAST_MORE; i++) {
            running.answer("g1", Purpose.GOLD, "crowd", "g" + i);
        }
    }

    private void upload(String gold) {
        if (gold != null) {
            stage.upload(Layout.companion("b", "gold.jsonl"), gold);
        }
    }

    @Test
    void known_answers_that_can_be_read_are_looked_at() {
        upload("{\"id\":\"g1\",\"label\":\"yes\"}\n");
        running.labelling(1);
        known();
        running.tally();

        running.tick();

        assertThat(running.batch().pauses().answers()).isEqualTo(Pauses.LEAST_MORE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = UNREADABLE)
    void a_batch_that_people_are_done_with_goes_on_and_pauses_nobody(String gold) {
        upload(gold);
        running.labelling(1);
        known();
        running.answerAll();
        running.tally();

        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(running.batch().pauses()).isEqualTo(Pauses.NONE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = UNREADABLE)
    void a_pilot_that_is_over_is_learnt_from_and_the_second_wave_goes_out(String gold) {
        upload(gold);
        running.labelling(0.5);
        known();
        running.crowd("i1");
        running.tally();

        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.LABELLING);
        assertThat(running.batch().snapshots()).hasSize(2);
    }

    @Test
    void claims_past_their_deadline_are_taken_back() {
        upload(UNREADABLE);
        running.labelling(1);
        known();
        running.tally();
        stage.tasks().update("b", "i1", 2, task -> task.claim("d-x", "crowd", false));
        stage.delivered(Dispatch.claiming("d-x", "b", "crowd", List.of("i1"), Stage.START), 2);
        stage.now = Stage.START.plusSeconds(1);

        running.tick();

        assertThat(stage.tasks().get("b", "i1").orElseThrow().state()).isEqualTo(TaskState.OPEN);
        assertThat(stage.dispatches().open("b")).isEmpty();
    }

    @Test
    void a_batch_that_has_no_money_left_is_stopped() {
        RunningBatch poor =
                new RunningBatch(SETTINGS.replaceFirst("\\{", "{\"budget\":{\"dollars\":0.001,\"stop\":true},"));
        poor.stage.upload(Layout.companion("b", "gold.jsonl"), UNREADABLE);
        poor.labelling(1);
        known(poor);
        poor.tally();

        poor.tick();

        assertThat(poor.batch().phase()).isEqualTo(Phase.FINISHING);
    }
}
