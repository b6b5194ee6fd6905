package dev.labelmill.lambda.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoringTest {

    private final Stage stage = Stage.onServers();
    private final Handler score = stage.services().score();

    @BeforeEach
    void a_batch_with_three_claimed_tasks() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.bucket().put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
        for (String item : List.of("i1", "i2", "i3")) {
            stage.claimed(Samples.task("b", item, 0.5), "d-1");
        }
    }

    private void label(String item, String annotator, int answer, long revision) {
        stage.labels().store(Samples.label("b", item, annotator, answer, revision));
    }

    private Task task(String item) {
        return stage.tasks().get("b", item).orElseThrow();
    }

    private List<JsonNode> labelChanges() {
        return stage.changes().stream()
                .filter(r -> r.at("/dynamodb/Keys/sk/S").asText().startsWith("LABEL#"))
                .toList();
    }

    private static String sequence(JsonNode record) {
        return record.at("/dynamodb/SequenceNumber").asText();
    }

    @Test
    void labels_that_agree_resolve_their_task_in_one_write() {
        label("i1", "w1", 1, 1);
        label("i1", "w2", 1, 1);
        long before = task("i1").version();

        assertThat(Events.failures(score.handle(Events.changed(stage.changes()))))
                .isZero();

        assertThat(task("i1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task("i1").resolution().answer()).isEqualTo(1);
        assertThat(task("i1").version()).isEqualTo(before + 1);
        assertThat(task("i2").ballots()).isEmpty();
    }

    @Test
    void a_delivery_that_comes_again_whole_or_from_any_record_on_changes_nothing() {
        label("i1", "w1", 1, 1);
        label("i2", "w1", 0, 1);
        label("i1", "w2", 0, 1);
        label("i1", "w1", 0, 2);
        label("i1", "w1", 0, 1);
        List<JsonNode> changes = stage.changes();
        score.handle(Events.changed(changes));
        Task once = task("i1");

        for (int from = 0; from < changes.size(); from++) {
            stage.services().score().handle(Events.changed(changes.subList(from, changes.size())));
        }

        assertThat(task("i1")).isEqualTo(once);
        assertThat(once.ballots())
                .containsExactly(new Ballot("crowd", "w1", 0, 2, 1500), new Ballot("crowd", "w2", 0, 1, 1500));
    }

    @Test
    void one_record_at_a_time_gives_the_same_answers_as_all_at_once() {
        label("i1", "w1", 1, 1);
        label("i1", "w2", 1, 1);
        label("i2", "w1", 1, 1);
        label("i2", "w2", 0, 1);

        stage.changes().forEach(record -> score.handle(Events.changed(List.of(record))));

        assertThat(task("i1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task("i2").state()).isEqualTo(TaskState.OPEN);
        assertThat(task("i2").wanted()).isEqualTo(3);
    }

    @Test
    void when_a_task_fails_its_first_record_and_all_after_it_come_again() {
        label("i1", "w1", 1, 1);
        label("i2", "w1", 1, 1);
        label("i3", "w1", 1, 1);
        label("i1", "w2", 1, 1);
        label("i2", "w2", 1, 1);
        label("i3", "w2", 1, 1);
        List<JsonNode> changes = labelChanges();

        JsonNode answer = stage.services(Crash.before(2)).score().handle(Events.changed(changes));

        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly(sequence(changes.get(1)));
        assertThat(task("i1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task("i2").state()).isEqualTo(TaskState.CLAIMED);

        score.handle(Events.changed(changes.subList(1, changes.size())));

        assertThat(List.of("i1", "i2", "i3"))
                .allSatisfy(item -> assertThat(task(item).state()).isEqualTo(TaskState.RESOLVED));
    }

    @Test
    void a_write_whose_answer_was_lost_is_not_done_twice() {
        label("i1", "w1", 1, 1);
        label("i1", "w2", 1, 1);
        List<JsonNode> changes = labelChanges();

        assertThat(Events.failures(stage.services(Crash.after(1)).score().handle(Events.changed(changes))))
                .isEqualTo(1);
        long version = task("i1").version();
        assertThat(Events.failures(score.handle(Events.changed(changes)))).isZero();

        assertThat(task("i1").version()).isEqualTo(version);
        assertThat(task("i1").ballots()).hasSize(2);
    }

    @Test
    void rows_that_are_no_labels_and_labels_of_no_task_are_passed_over() {
        label("nobody", "w1", 1, 1);
        long before = task("i1").version();

        assertThat(Events.failures(score.handle(Events.changed(stage.changes()))))
                .isZero();

        assertThat(task("i1").version()).isEqualTo(before);
        assertThat(stage.tasks().get("b", "nobody")).isEmpty();
    }

    @Test
    void a_label_taken_back_before_the_decision_is_asked_for_again_after_the_deadline() {
        label("i1", "w1", 1, 1);
        stage.labels().store(Samples.tombstone("b", "i1", "w1", 2));
        label("i1", "w2", 1, 1);
        score.handle(Events.changed(stage.changes()));
        score.handle(Events.changed(stage.changes()));

        assertThat(task("i1").ballots()).extracting(Ballot::annotator).containsExactly("w2");
        assertThat(task("i1").expire("d-1").need().orElseThrow().labels()).isEqualTo(1);
    }

    @Test
    void the_sample_event_is_understood_and_answered() {
        assertThat(Events.failures(score.handle(Events.sample("dynamodb/label-inserted.json"))))
                .isZero();
    }

    @Test
    void what_scoring_cost_rides_on_the_task() {
        label("i1", "w1", 1, 1);

        score.handle(Events.changed(stage.changes()));

        assertThat(task("i1").spent().total()).isPositive();
    }

    @Test
    void skills_are_read_as_they_were_written() {
        Skills skills = new Skills(
                "wave-1",
                Confusion.of(new double[][] {{0.9, 0.1}, {0.25, 0.75}}),
                Map.of("crowd/w\u00e9 1", Confusion.of(new double[][] {{1.0 / 3, 2.0 / 3}, {0.5, 0.5}})));

        byte[] file = SkillsFile.write(skills);

        Skills read = SkillsFile.read(file);
        assertThat(new String(SkillsFile.write(read), StandardCharsets.UTF_8))
                .isEqualTo(new String(file, StandardCharsets.UTF_8));
        assertThat(read.version()).isEqualTo("wave-1");
        assertThat(read.of("crowd/w\u00e9 1").toArray())
                .isDeepEqualTo(skills.of("crowd/w\u00e9 1").toArray());
    }

    @Test
    void an_invocation_tells_what_its_labels_made_of_their_tasks_and_a_repetition_tells_nothing() {
        label("i1", "w1", 1, 1);
        label("i1", "w2", 1, 1);
        label("i2", "w1", 1, 1);
        label("i2", "w2", 0, 1);
        label("i3", "w1", 1, 1);
        List<JsonNode> changes = stage.changes();

        score.handle(Events.changed(changes));
        assertThat(stage.counted()).containsExactly("demo test: score.labels 5, score.resolved 1, score.more 1");

        score.handle(Events.changed(changes));
        score.handle(Events.changed(List.of()));
        assertThat(stage.counted()).isEmpty();
    }
}
