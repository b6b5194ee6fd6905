package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** From the first tasks for people to the results. */
class PeoplePhasesTest {

    private final RunningBatch running = new RunningBatch();
    private final Stage stage = running.stage;

    @Test
    void a_tally_that_lags_never_ends_a_phase_too_early() {
        running.labelling(1);
        running.answerAll();
        List<JsonNode> changes = stage.changes();
        int labelled = 0;

        for (int seen = 1; seen <= changes.size(); seen++) {
            stage.services().tally().handle(Events.windowed("s", changes.subList(seen - 1, seen)));
            running.tick();
            if (running.batch().phase() == Phase.AUDITING && labelled == 0) {
                labelled = seen;
            }
            if (seen < changes.size()) {
                assertThat(running.batch().phase())
                        .as("after %d of %d", seen, changes.size())
                        .isIn(Phase.LABELLING, Phase.AUDITING);
            }
        }

        assertThat(labelled).isPositive();
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void without_any_tally_nothing_ends() {
        running.labelling(1);
        running.answerAll();

        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.LABELLING);
    }

    @Test
    void auditing_waits_for_every_audit_that_was_drawn() {
        running.labelling(1);
        running.crowd("i1");
        running.crowd("i2");
        running.answer("g1", Purpose.GOLD, "crowd", "w1");
        running.answer("i1", Purpose.AUDIT, "experts", "e1");
        running.answer("i2", Purpose.AUDIT, "experts", "e1");
        running.tally();
        running.tick();
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.AUDITING);

        running.answer("a1", Purpose.AUDIT, "experts", "e1");
        running.tally();
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void the_second_wave_waits_for_what_the_first_has_taught() {
        running.labelling(0.5);
        running.tally();
        running.tick();
        assertThat(running.batch().snapshots()).hasSize(1);

        running.crowd("i1");
        running.answer("g1", Purpose.GOLD, "crowd", "w1");
        running.tally();
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.LABELLING);
        assertThat(running.batch().snapshots()).hasSize(2);
        Skills learnt = SkillsFile.read(
                stage.bucket().read(running.batch().snapshots().get(1)).orElseThrow());
        assertThat(learnt.byAnnotator()).containsKeys("crowd/w1", "crowd/w2");

        long version = running.batch().version();
        running.tick();
        assertThat(running.batch().version()).isEqualTo(version);

        running.crowd("i2");
        running.tally();
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.AUDITING);
    }

    @Test
    void the_pilot_is_over_by_its_tasks_not_by_its_tally() {
        running.labelling(0.5);
        running.crowd("i1");
        List<JsonNode> changes = stage.changes();
        stage.services().tally().handle(Events.windowed("s", changes));
        Pilot pilot = new Pilot(stage.chunks(), stage.tasks(), stage.bucket());

        assertThat(pilot.learn(running.batch(), 1, new Counters(), stage.now)).isEmpty();
        assertThat(running.batch().snapshots()).hasSize(1);

        running.answer("g1", Purpose.GOLD, "crowd", "w1");
        assertThat(pilot.learn(running.batch(), 1, new Counters(), stage.now))
                .isPresent()
                .isEqualTo(pilot.learn(running.batch(), 1, new Counters(), stage.now));
    }

    @Test
    void claims_past_their_deadline_are_taken_back_while_people_label() {
        running.labelling(1);
        stage.tasks().update("b", "i1", 2, t -> t.claim("d-x", "crowd", false));
        stage.delivered(Dispatch.claiming("d-x", "b", "crowd", List.of("i1"), Stage.START), 2);

        stage.now = Stage.START.plusSeconds(1);
        running.tick();

        assertThat(stage.tasks().get("b", "i1").orElseThrow().state()).isEqualTo(TaskState.OPEN);
        assertThat(stage.dispatches().open("b")).isEmpty();
    }

    @Test
    void finishing_gathers_every_chunk_and_then_concludes() {
        running.labelling(1);
        running.answerAll();
        stage.delivered(Dispatch.claiming("d-x", "b", "crowd", List.of("i1"), Stage.START.plusSeconds(900)), 2);
        running.tally();
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(stage.dispatches().open("b")).isEmpty();
        assertThat(running.steps(stage.finishQueue))
                .as("while labels may come by whoever has not learned of it")
                .isEmpty();
        stage.now = stage.now.plus(Batch.KNOWN_FOR).plusSeconds(2);
        running.tick();
        assertThat(running.steps(stage.finishQueue)).containsExactly("GATHER0");

        running.chunkReaches(0, Chunk.State.GATHERED);
        running.tick();
        assertThat(running.steps(stage.finishQueue))
                .as("while the totals lack rows' money")
                .isEmpty();

        running.tally();
        running.tick();
        assertThat(running.steps(stage.finishQueue)).containsExactly("CONCLUDE0");
    }

    @Test
    void a_batch_that_is_cancelled_goes_nowhere() {
        running.labelling(1);
        running.answerAll();
        running.tally();
        stage.batches().update("b", b -> b.enter(Phase.CANCELLED, Stage.START));

        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.CANCELLED);
    }

    @Test
    void a_dirty_tally_is_counted_anew_from_the_facts() {
        running.labelling(1);
        running.answerAll();
        running.tally();
        long labels = stage.tallies().total("TALLY#b").get("labels.label");
        stage.dynamo.deleteItem(d -> d.tableName(stage.name)
                .key(Map.of("pk", AttributeValue.fromS("TALLY#b"), "sk", AttributeValue.fromS("s"))));
        stage.tallies().markDirty("TALLY#b");

        running.tick();

        assertThat(stage.tallies().total("TALLY#b").get("labels.label")).isEqualTo(labels);
        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);

        running.chunkReaches(0, Chunk.State.GATHERED);
        stage.now = stage.now.plusSeconds(3);
        running.tick();
        assertThat(running.steps(stage.finishQueue)).as("without waiting").containsExactly("CONCLUDE0");
    }

    @Test
    void a_tick_tells_the_phases_that_it_moved_batches_to_and_one_that_moved_none_is_silent() {
        running.labelling(1);
        running.answerAll();
        running.tick();
        assertThat(stage.counted()).isEmpty();

        running.tally();
        stage.counted();
        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(stage.counted()).containsExactly("demo test: advance.phases 2");
    }
}
