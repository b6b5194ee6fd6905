package dev.labelmill.lambda.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Pauses;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.score.PausedFile;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Somebody answers everything with no, whatever the known answer. */
class PausedAnnotatorsTest {

    private static final ItemPlace PLACE = new ItemPlace(0, 0, 9);
    private static final int GOLD = 8;

    private final Stage stage = new Stage();
    private final Pilot pilot = new Pilot(stage.chunks(), stage.tasks(), stage.bucket());

    private void pilot(String more) {
        String settings = Samples.SETTINGS.replaceFirst("\\{", "{\"gold\":{\"overlap\":2,\"rate\":0.5}," + more);
        stage.batches()
                .insert(Samples.labelling("b", settings).planned(new Plan(OptionalInt.empty(), "", 1, 0, 0, 0.5)));
        Chunk cut = Chunk.cut("b", 0, "k", 0, 9, "e");
        stage.chunks().cut(cut);
        Chunk scored = cut.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 4, 0, 1);
        stage.chunks().replace(stage.chunks().get("b", 0).orElseThrow(), scored);
        stage.chunks().replace(stage.chunks().get("b", 0).orElseThrow(), scored.routed(0, 0, 0, 0, 2, GOLD));
        List<RoutedIds.Routed> ids = new ArrayList<>();
        for (int i = 0; i < GOLD; i++) {
            stage.tasks().insert(Task.gold("b", "g" + i, PLACE, 0.5, null, 1, 2), 2);
            answer("g" + i, Purpose.GOLD, "good", 1);
            answer("g" + i, Purpose.GOLD, "spam", 0);
            ids.add(new RoutedIds.Routed(0, "g" + i));
        }
        for (String item : List.of("doubted", "sure")) {
            stage.tasks().insert(Task.forPeople("b", item, PLACE, 0, 0.5, null, 2), 2);
            answer(item, Purpose.LABEL, "good", 0);
            ids.add(new RoutedIds.Routed(0, item));
        }
        answer("doubted", Purpose.LABEL, "spam", 0);
        answer("sure", Purpose.LABEL, "other", 0);
        byte[] initial = SkillsFile.write(Skills.uninformed(2, 0.8));
        stage.bucket().put(batch().snapshots().get(0), "application/json", initial);
        RoutedIds.write(stage.bucket(), "b", 0, 0, ids);
    }

    private void answer(String item, Purpose purpose, String annotator, int answer) {
        stage.tasks()
                .update(
                        "b",
                        item,
                        2,
                        task -> (task.need().isPresent() ? task.claim("d-" + item, "crowd", false) : task)
                                .receive(
                                        Samples.label(
                                                "b",
                                                item,
                                                "crowd",
                                                annotator,
                                                OptionalInt.of(answer),
                                                1,
                                                "d-" + item,
                                                purpose),
                                        Samples.judge(0)));
    }

    private Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    private Task task(String item) {
        return stage.tasks().get("b", item).orElseThrow();
    }

    private Skills learnt(Optional<String> key) {
        return SkillsFile.read(stage.bucket().read(key.orElseThrow()).orElseThrow());
    }

    @Test
    void whoever_fails_the_known_answers_is_paused_and_what_rests_on_them_is_asked_about_once_more() {
        pilot("\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},");
        assertThat(task("doubted").state()).isEqualTo(TaskState.RESOLVED);

        Optional<String> key = pilot.learn(batch(), 1, new Counters(), stage.now);

        assertThat(learnt(key).paused()).containsExactly("crowd/spam");
        assertThat(learnt(key).vendor("crowd").orElseThrow().answers()).isEqualTo(2 * GOLD + 4);
        assertThat(task("doubted").state()).isEqualTo(TaskState.OPEN);
        assertThat(task("doubted").need().orElseThrow().labels()).isEqualTo(1);
        assertThat(task("doubted").annotatorsOf("crowd")).containsExactly("good", "spam");
        assertThat(task("sure").state()).isEqualTo(TaskState.RESOLVED);
        long version = task("doubted").version();
        assertThat(pilot.learn(batch(), 1, new Counters(), stage.now))
                .as("after a crash before the batch's row")
                .isEqualTo(key);
        assertThat(task("doubted").version()).isEqualTo(version);
        assertThat(pilot.isAnswered(batch()))
                .as("by the task, whatever the totals say")
                .isFalse();

        answer("doubted", Purpose.LABEL, "other", 0);
        assertThat(task("doubted").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(pilot.isAnswered(batch())).isTrue();
    }

    @Test
    void whoever_known_answers_found_out_before_stays_paused_whatever_came_since() {
        pilot("\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},");
        byte[] file = PausedFile.write(new TreeSet<>(Set.of("crowd/good")));
        stage.bucket().put("work/b/paused/1.json", "application/json", file);
        stage.batches().update("b", batch -> batch.pausing(new Pauses(5, "work/b/paused/1.json")));

        assertThat(learnt(pilot.learn(batch(), 1, new Counters(), stage.now)).paused())
                .containsExactly("crowd/good", "crowd/spam");
    }

    @Test
    void without_a_least_accuracy_nobody_is_paused_and_nothing_is_doubted() {
        pilot("");

        assertThat(learnt(pilot.learn(batch(), 1, new Counters(), stage.now)).paused())
                .isEmpty();
        assertThat(task("doubted").state()).isEqualTo(TaskState.RESOLVED);
    }
}
