package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.wiring.Services;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AdvancingTest {

    private static final ItemPlace PLACE = new ItemPlace(0, 0, 9);
    private static final Prelabel PRELABEL = Prelabel.of(new double[] {0.1, 0.9});
    private static final Judge JUDGE = Samples.judge(1);

    private final Stage stage = new Stage();
    private Services environment = stage.services();

    private Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    private void tick() {
        environment.advance().handle(Events.tick());
    }

    private void tally() {
        stage.services().tally().handle(Events.windowed("s", stage.changes()));
    }

    private List<String> steps(String queue) {
        return stage.drain(queue).stream()
                .map(m -> m.path("step").asText() + m.path("chunk").asInt())
                .sorted()
                .toList();
    }

    private void chunk(int number, Chunk.State state) {
        Chunk cut = Chunk.cut("b", number, "k", 0, 9, "e");
        stage.chunks().cut(cut);
        if (state != Chunk.State.CUT) {
            advanceChunk(number, state);
        }
    }

    private void advanceChunk(int number, Chunk.State state) {
        Chunk stored = stage.chunks().get("b", number).orElseThrow();
        stage.chunks()
                .replace(
                        stored,
                        switch (state) {
                            case SCORED -> stored.scored(CalibrationCounts.EMPTY, 4, 0, 1);
                            case ROUTED -> stored.routed(0, 1, 1, 2, 1);
                            default -> stored.gathered();
                        });
    }

    private void insertAt(Phase phase, int chunks) {
        stage.batches()
                .insert(Samples.received("b", Samples.SETTINGS)
                        .cutInto(chunks, "e")
                        .enter(phase, Stage.START));
    }

    @Test
    void scoring_is_asked_for_once_and_again_only_after_a_while() {
        insertAt(Phase.SCORING, 2);
        chunk(0, Chunk.State.CUT);
        chunk(1, Chunk.State.CUT);
        var advance = environment.advance();

        advance.handle(Events.tick());
        advance.handle(Events.tick());
        assertThat(steps(stage.prelabelQueue)).containsExactly("SCORE0", "SCORE1");

        advanceChunk(0, Chunk.State.SCORED);
        stage.now = stage.now.plus(Duration.ofMinutes(5));
        advance.handle(Events.tick());
        assertThat(steps(stage.prelabelQueue)).containsExactly("SCORE1");
        assertThat(batch().phase()).isEqualTo(Phase.SCORING);
    }

    @Test
    void scoring_is_not_over_while_a_chunk_row_is_missing() {
        insertAt(Phase.SCORING, 2);
        chunk(0, Chunk.State.CUT);
        advanceChunk(0, Chunk.State.SCORED);

        tick();

        assertThat(batch().phase()).isEqualTo(Phase.SCORING);
    }

    @Test
    void routing_begins_when_every_chunk_is_scored_and_repeated_ids_are_known() {
        insertAt(Phase.SCORING, 1);
        chunk(0, Chunk.State.CUT);
        advanceChunk(0, Chunk.State.SCORED);

        tick();
        assertThat(steps(stage.prelabelQueue)).containsExactly("DUPLICATES0");
        assertThat(batch().plan()).isNull();

        stage.batches().update("b", Batch::withDuplicatesFound);
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.ROUTING);
        assertThat(batch().plan()).isNotNull();
        assertThat(steps(stage.prelabelQueue)).containsExactly("ROUTE0");
        long version = batch().version();

        tick();
        assertThat(batch().version()).isEqualTo(version);
    }

    @Test
    void people_begin_when_every_chunk_is_routed_with_a_snapshot_that_knows_nobody() {
        insertAt(Phase.ROUTING, 1);
        stage.batches().update("b", b -> b.planned(new Plan(OptionalInt.empty(), "", 1, 0, 0, 1)));
        chunk(0, Chunk.State.CUT);
        advanceChunk(0, Chunk.State.SCORED);
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.ROUTING);

        advanceChunk(0, Chunk.State.ROUTED);
        tick();
        tick();

        assertThat(batch().phase()).isEqualTo(Phase.LABELLING);
        assertThat(batch().snapshots()).hasSize(1);
        Skills skills =
                SkillsFile.read(stage.bucket().read(batch().snapshots().get(0)).orElseThrow());
        assertThat(skills.classes()).isEqualTo(2);
        assertThat(skills.byAnnotator()).isEmpty();
    }

    /** Two items for people, one gold, one accepted and audited; nobody has answered yet. */
    private void labelling(double pilotShare) {
        stage.batches()
                .insert(Samples.labelling("b", Samples.SETTINGS)
                        .planned(new Plan(OptionalInt.of(100), "", 1, 1, 1, pilotShare)));
        chunk(0, Chunk.State.CUT);
        advanceChunk(0, Chunk.State.SCORED);
        advanceChunk(0, Chunk.State.ROUTED);
        stage.tasks().insert(Task.forPeople("b", "i1", PLACE, 0, 0.5, PRELABEL, 2), 2);
        stage.tasks().insert(Task.forPeople("b", "i2", PLACE, pilotShare < 1 ? 1 : 0, 0.5, PRELABEL, 2), 2);
        stage.tasks().insert(Task.gold("b", "g1", PLACE, 0.5, PRELABEL, 1, 1), 2);
        Resolution accepted = new Resolution(1, 0.9, Resolution.By.PRELABEL);
        stage.tasks().insert(Task.auditOfAccepted("b", "a1", PLACE, 0.5, PRELABEL, accepted), 2);
        RoutedIds.write(stage.bucket(), "b", 0, List.of("i1", "i2", "g1", "a1"));
    }

    private void answer(String item, Purpose purpose, String vendor, String annotator) {
        Label label = Samples.label("b", item, vendor, annotator, OptionalInt.of(1), 1, "d-" + item, purpose);
        stage.labels().store(label);
        stage.tasks()
                .update(
                        "b",
                        item,
                        2,
                        t -> (t.need().isPresent() ? t.claim("d-" + item, vendor, false) : t).receive(label, JUDGE));
    }

    private void crowd(String item) {
        answer(item, Purpose.LABEL, "crowd", "w1");
        answer(item, Purpose.LABEL, "crowd", "w2");
    }

    private void answerAll() {
        crowd("i1");
        crowd("i2");
        answer("g1", Purpose.GOLD, "crowd", "w1");
        for (String item : List.of("i1", "i2", "a1")) {
            answer(item, Purpose.AUDIT, "experts", "e1");
        }
    }

    @Test
    void a_tally_that_lags_never_ends_a_phase_too_early() {
        labelling(1);
        answerAll();
        List<JsonNode> changes = stage.changes();
        int labelled = 0;

        for (int seen = 1; seen <= changes.size(); seen++) {
            stage.services().tally().handle(Events.windowed("s", changes.subList(seen - 1, seen)));
            tick();
            if (batch().phase() == Phase.AUDITING && labelled == 0) {
                labelled = seen;
            }
            if (seen < changes.size()) {
                assertThat(batch().phase())
                        .as("after %d of %d", seen, changes.size())
                        .isIn(Phase.LABELLING, Phase.AUDITING);
            }
        }

        assertThat(labelled).isPositive();
        assertThat(batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void without_any_tally_nothing_ends() {
        labelling(1);
        answerAll();

        tick();

        assertThat(batch().phase()).isEqualTo(Phase.LABELLING);
    }

    @Test
    void auditing_waits_for_every_audit_that_was_drawn() {
        labelling(1);
        crowd("i1");
        crowd("i2");
        answer("g1", Purpose.GOLD, "crowd", "w1");
        answer("i1", Purpose.AUDIT, "experts", "e1");
        answer("i2", Purpose.AUDIT, "experts", "e1");
        tally();
        tick();
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.AUDITING);

        answer("a1", Purpose.AUDIT, "experts", "e1");
        tally();
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.FINISHING);
    }

    @Test
    void the_second_wave_waits_for_what_the_first_has_taught() {
        labelling(0.5);
        tally();
        tick();
        assertThat(batch().snapshots()).hasSize(1);

        crowd("i1");
        answer("g1", Purpose.GOLD, "crowd", "w1");
        tally();
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.LABELLING);
        assertThat(batch().snapshots()).hasSize(2);
        Skills learnt =
                SkillsFile.read(stage.bucket().read(batch().snapshots().get(1)).orElseThrow());
        assertThat(learnt.byAnnotator()).containsKeys("crowd/w1", "crowd/w2");

        long version = batch().version();
        tick();
        assertThat(batch().version()).isEqualTo(version);

        crowd("i2");
        tally();
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.AUDITING);
    }

    @Test
    void the_pilot_is_over_by_its_tasks_not_by_its_tally() {
        labelling(0.5);
        crowd("i1");
        List<JsonNode> changes = stage.changes();
        stage.services().tally().handle(Events.windowed("s", changes));
        Pilot pilot = new Pilot(stage.tasks(), stage.bucket());

        assertThat(pilot.learn(batch())).isEmpty();
        assertThat(batch().snapshots()).hasSize(1);

        answer("g1", Purpose.GOLD, "crowd", "w1");
        assertThat(pilot.learn(batch())).isPresent().isEqualTo(pilot.learn(batch()));
    }

    @Test
    void claims_past_their_deadline_are_taken_back_while_people_label() {
        labelling(1);
        stage.tasks().update("b", "i1", 2, t -> t.claim("d-x", "crowd", false));
        stage.delivered(Dispatch.claiming("d-x", "b", "crowd", List.of("i1"), Stage.START), 2);

        stage.now = Stage.START.plusSeconds(1);
        tick();

        assertThat(stage.tasks().get("b", "i1").orElseThrow().state()).isEqualTo(TaskState.OPEN);
        assertThat(stage.dispatches().open("b")).isEmpty();
    }

    @Test
    void finishing_gathers_every_chunk_and_then_concludes() {
        labelling(1);
        answerAll();
        stage.delivered(Dispatch.claiming("d-x", "b", "crowd", List.of("i1"), Stage.START.plusSeconds(900)), 2);
        tally();
        tick();
        assertThat(batch().phase()).isEqualTo(Phase.FINISHING);
        assertThat(steps(stage.finishQueue)).containsExactly("GATHER0");
        assertThat(stage.dispatches().open("b")).isEmpty();

        advanceChunk(0, Chunk.State.GATHERED);
        tick();
        assertThat(steps(stage.finishQueue)).containsExactly("CONCLUDE0");
    }

    @Test
    void a_batch_that_waits_for_objects_asks_intake_to_look() {
        stage.batches()
                .insert(Batch.received(
                        Samples.received("b", Samples.SETTINGS).settings(), Samples.SETTINGS, "", Stage.START));

        tick();

        assertThat(stage.drain(stage.intakeQueue))
                .singleElement()
                .satisfies(m -> assertThat(m.path("complete").asText()).isEqualTo("b"));
        assertThat(batch().phase()).isEqualTo(Phase.RECEIVED);
    }

    @Test
    void one_batch_that_cannot_go_on_does_not_stop_the_others() {
        stage.batches().insert(Samples.labelling("a", Samples.SETTINGS).enter(Phase.ROUTING, Stage.START));
        stage.s3.deleteBucket(b -> b.bucket(stage.name));
        insertAt(Phase.SCORING, 1);
        chunk(0, Chunk.State.CUT);

        tick();

        assertThat(steps(stage.prelabelQueue)).containsExactly("SCORE0");
    }

    @Test
    void a_batch_that_is_cancelled_goes_nowhere() {
        labelling(1);
        answerAll();
        tally();
        stage.batches().update("b", b -> b.enter(Phase.CANCELLED, Stage.START));

        tick();

        assertThat(batch().phase()).isEqualTo(Phase.CANCELLED);
    }

    @Test
    void a_dirty_tally_is_counted_anew_from_the_facts() {
        labelling(1);
        answerAll();
        tally();
        long labels = stage.tallies().total("TALLY#b").get("labels.label");
        stage.dynamo.deleteItem(d -> d.tableName(stage.name)
                .key(Map.of("pk", AttributeValue.fromS("TALLY#b"), "sk", AttributeValue.fromS("s"))));
        stage.tallies().markDirty("TALLY#b");

        tick();

        assertThat(stage.tallies().total("TALLY#b").get("labels.label")).isEqualTo(labels);
        assertThat(batch().phase()).isEqualTo(Phase.FINISHING);
    }
}
