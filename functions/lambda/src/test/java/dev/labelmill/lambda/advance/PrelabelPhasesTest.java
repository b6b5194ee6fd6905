package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** From a batch that is received to the first tasks for people. */
class PrelabelPhasesTest {

    private final RunningBatch running = new RunningBatch();
    private final Stage stage = running.stage;

    @Test
    void scoring_is_asked_for_once_and_again_only_after_a_while() {
        running.insertAt(Phase.SCORING, 2);
        running.cut(0);
        running.cut(1);
        Handler advance = stage.services().advance();

        advance.handle(Events.tick());
        advance.handle(Events.tick());
        assertThat(running.steps(stage.prelabelQueue)).containsExactly("SCORE0", "SCORE1");

        running.chunkReaches(0, Chunk.State.SCORED);
        stage.now = stage.now.plus(Duration.ofMinutes(5));
        advance.handle(Events.tick());
        assertThat(running.steps(stage.prelabelQueue)).containsExactly("SCORE1");
        assertThat(running.batch().phase()).isEqualTo(Phase.SCORING);
    }

    @Test
    void scoring_is_not_over_while_a_chunk_row_is_missing() {
        running.insertAt(Phase.SCORING, 2);
        running.cut(0);
        running.chunkReaches(0, Chunk.State.SCORED);

        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.SCORING);
    }

    @Test
    void routing_begins_when_every_chunk_is_scored_and_repeated_ids_are_known() {
        running.insertAt(Phase.SCORING, 1);
        running.cut(0);
        running.chunkReaches(0, Chunk.State.SCORED);

        running.tick();
        assertThat(running.steps(stage.prelabelQueue)).containsExactly("DUPLICATES0");
        assertThat(running.batch().plan()).isNull();

        stage.batches().update("b", b -> b.withDuplicates(Duplicates.NONE));
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.ROUTING);
        assertThat(running.batch().plan()).isNotNull();
        assertThat(running.steps(stage.prelabelQueue)).containsExactly("ROUTE0");
        long version = running.batch().version();

        running.tick();
        assertThat(running.batch().version()).isEqualTo(version);
    }

    @Test
    void people_begin_when_every_chunk_is_routed_with_a_snapshot_that_knows_nobody() {
        running.insertAt(Phase.ROUTING, 1);
        stage.batches().update("b", b -> b.planned(new Plan(OptionalInt.empty(), "", 1, 0, 0, 1)));
        running.cut(0);
        running.chunkReaches(0, Chunk.State.SCORED);
        running.tick();
        assertThat(running.batch().phase()).isEqualTo(Phase.ROUTING);

        running.chunkReaches(0, Chunk.State.ROUTED);
        running.tick();
        running.tick();

        assertThat(running.batch().phase()).isEqualTo(Phase.LABELLING);
        assertThat(running.batch().snapshots()).hasSize(1);
        Skills skills = SkillsFile.read(
                stage.bucket().read(running.batch().snapshots().get(0)).orElseThrow());
        assertThat(skills.classes()).isEqualTo(2);
        assertThat(skills.byAnnotator()).isEmpty();
    }

    @Test
    void a_batch_that_waits_for_objects_asks_intake_to_look() {
        stage.batches()
                .insert(Batch.received(
                        Samples.received("b", Samples.SETTINGS).settings(), Samples.SETTINGS, "", Stage.START));

        running.tick();

        assertThat(stage.drain(stage.intakeQueue))
                .singleElement()
                .satisfies(m -> assertThat(m.path("complete").asText()).isEqualTo("b"));
        assertThat(running.batch().phase()).isEqualTo(Phase.RECEIVED);
    }

    @Test
    void a_batch_that_was_accepted_and_not_cut_is_brought_to_intakes_mind_after_a_while_and_again() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS));
        Handler advance = stage.services().advance();

        stage.now = Stage.START.plus(Duration.ofMinutes(14));
        advance.handle(Events.tick());
        assertThat(stage.drain(stage.intakeQueue))
                .as("intake may still be at it")
                .isEmpty();

        stage.now = Stage.START.plus(Duration.ofMinutes(15));
        advance.handle(Events.tick());
        advance.handle(Events.tick());
        assertThat(stage.drain(stage.intakeQueue)).containsExactly(Json.object().put("complete", "b"));

        stage.now = Stage.START.plus(Duration.ofMinutes(20));
        advance.handle(Events.tick());
        assertThat(stage.drain(stage.intakeQueue)).hasSize(1);
    }

    @Test
    void one_batch_that_cannot_go_on_does_not_stop_the_others() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS).enter(Phase.ROUTING, Stage.START));
        stage.s3.deleteBucket(b -> b.bucket(stage.name));
        running.insertAt(Phase.SCORING, 1);
        running.cut(0);

        running.tick();

        assertThat(running.steps(stage.prelabelQueue)).containsExactly("SCORE0");
    }
}
