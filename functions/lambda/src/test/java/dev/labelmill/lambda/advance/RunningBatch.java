package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.wiring.Services;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A batch in one of its phases, and what ticks make of it. */
final class RunningBatch {

    private static final ItemPlace PLACE = new ItemPlace(0, 0, 9);
    private static final Prelabel PRELABEL = Prelabel.of(new double[] {0.1, 0.9});
    private static final Judge JUDGE = Samples.judge(1);

    final Stage stage = new Stage();
    private final Services environment = stage.services();
    private final String settings;

    RunningBatch() {
        this(Samples.SETTINGS);
    }

    RunningBatch(String settings) {
        this.settings = settings;
    }

    Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    /** Lets {@code advance} look once. */
    void tick() {
        environment.advance().handle(Events.tick());
    }

    /** Lets the tally catch up. */
    void tally() {
        stage.services().tally().handle(Events.windowed("s", stage.changes()));
    }

    /** What a queue asks for, each step with its chunk. */
    List<String> steps(String queue) {
        return stage.drain(queue).stream()
                .map(m -> m.path("step").asText() + m.path("chunk").asInt())
                .sorted()
                .toList();
    }

    /** A chunk that nobody has read. */
    void cut(int number) {
        stage.chunks().cut(Chunk.cut("b", number, "k", 0, 9, "e"));
    }

    /** A chunk in its next state. */
    void chunkReaches(int number, Chunk.State state) {
        Chunk stored = stage.chunks().get("b", number).orElseThrow();
        stage.chunks()
                .replace(
                        stored,
                        switch (state) {
                            case SCORED -> stored.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 4, 0, 1);
                            case ROUTED -> stored.routed(0, 1, 1, 0, 2, 1);
                            default -> stored.gathered(0);
                        });
    }

    /** The batch in a phase, with so many chunks. */
    void insertAt(Phase phase, int chunks) {
        stage.batches()
                .insert(Samples.received("b", settings).cutInto(chunks, "e").enter(phase, Stage.START));
    }

    /** Two items for people, one gold, one accepted and audited; nobody has answered yet. */
    void labelling(double pilotShare) {
        stage.batches()
                .insert(Samples.labelling("b", settings)
                        .planned(new Plan(OptionalInt.of(100), "", 1, 1, 1, pilotShare)));
        cut(0);
        chunkReaches(0, Chunk.State.SCORED);
        chunkReaches(0, Chunk.State.ROUTED);
        stage.tasks().insert(Task.forPeople("b", "i1", PLACE, 0, 0.5, PRELABEL, 2), 2);
        stage.tasks().insert(Task.forPeople("b", "i2", PLACE, pilotShare < 1 ? 1 : 0, 0.5, PRELABEL, 2), 2);
        stage.tasks().insert(Task.gold("b", "g1", PLACE, 0.5, PRELABEL, 1, 1), 2);
        Resolution accepted = new Resolution(1, 0.9, Resolution.By.PRELABEL);
        stage.tasks().insert(Task.auditOfAccepted("b", "a1", PLACE, 0.5, PRELABEL, accepted), 2);
        RoutedIds.write(
                stage.bucket(),
                "b",
                0,
                0,
                Stream.of("i1", "i2", "g1", "a1")
                        .map(id -> new RoutedIds.Routed(0, id))
                        .toList());
    }

    /** A yes as the webhook stores it, and as {@code score} takes it in. */
    void answer(String item, Purpose purpose, String vendor, String annotator) {
        Label label = Samples.label("b", item, vendor, annotator, OptionalInt.of(1), 1, "d-" + item, purpose);
        stage.labels().store(label);
        stage.tasks()
                .update(
                        "b",
                        item,
                        2,
                        t -> (t.need().isPresent() ? t.claim("d-" + item, vendor, false) : t).receive(label, JUDGE));
    }

    /** Both answers that an item of the crowd needs. */
    void crowd(String item) {
        answer(item, Purpose.LABEL, "crowd", "w1");
        answer(item, Purpose.LABEL, "crowd", "w2");
    }

    /** Every answer and every audit. */
    void answerAll() {
        crowd("i1");
        crowd("i2");
        answer("g1", Purpose.GOLD, "crowd", "w1");
        for (String item : List.of("i1", "i2", "a1")) {
            answer(item, Purpose.AUDIT, "experts", "e1");
        }
    }
}
