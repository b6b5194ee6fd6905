package dev.labelmill.lambda.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records that can never be taken in must not hold up those behind them. */
class UnusableRecordsTest {

    private final Stage stage = new Stage();
    private final Handler score = stage.services().score();

    @BeforeEach
    void a_batch_with_two_claimed_tasks() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.bucket().put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
        stage.claimed(Samples.task("b", "i1", 0.5), "d-1");
        stage.claimed(Samples.task("b", "i2", 0.5), "d-1");
    }

    private void label(String item, String annotator, int answer) {
        stage.labels().store(Samples.label("b", item, annotator, answer, 1));
    }

    private List<JsonNode> labelChanges() {
        return stage.changes().stream()
                .filter(r -> r.at("/dynamodb/Keys/sk/S").asText().startsWith("LABEL#"))
                .toList();
    }

    private static ObjectNode image(JsonNode record) {
        return (ObjectNode) record.at("/dynamodb/NewImage");
    }

    private Task task(String item) {
        return stage.tasks().get("b", item).orElseThrow();
    }

    private List<String> reasons() {
        return stage.rejections("score/b").stream().map(r -> r.reason()).toList();
    }

    @Test
    void a_label_that_cannot_be_read_is_set_aside_and_the_rest_of_its_task_and_of_the_delivery_is_taken_in() {
        label("i1", "w1", 1);
        label("i1", "w2", 1);
        label("i1", "w3", 1);
        label("i1", "w4", 1);
        label("i2", "w1", 1);
        label("i2", "w2", 1);
        List<JsonNode> changes = labelChanges();
        image(changes.get(0)).putObject("purpose").put("S", "DANCE");
        image(changes.get(1)).putObject("tags").putArray("SS").add("a type no row has");

        assertThat(Events.failures(score.handle(Events.changed(changes)))).isZero();

        assertThat(task("i1").ballots()).extracting(Ballot::annotator).containsExactly("w3", "w4");
        assertThat(task("i2").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(reasons())
                .hasSize(2)
                .anyMatch(r -> r.startsWith("row TASK#b#i1 LABEL#crowd#000 cannot be read") && r.contains("DANCE"))
                .anyMatch(r -> r.startsWith("row TASK#b#i1 LABEL#crowd#001 cannot be read") && r.contains("SS"));
    }

    @Test
    void an_answer_that_is_no_class_is_set_aside_before_it_spoils_the_task() {
        label("i1", "w1", 7);
        label("i1", "w2", 1);
        label("i1", "w3", 1);

        assertThat(Events.failures(score.handle(Events.changed(labelChanges()))))
                .isZero();

        assertThat(task("i1").ballots()).extracting(Ballot::annotator).containsExactly("w2", "w3");
        assertThat(task("i1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(reasons()).singleElement().asString().contains("it is none of the batch's classes");
    }

    @Test
    void labels_of_a_task_that_cannot_be_read_are_set_aside_each() {
        label("i1", "w1", 1);
        label("i1", "w2", 1);
        label("i2", "w1", 1);
        label("i2", "w2", 1);
        List<JsonNode> changes = labelChanges();
        stage.dynamo.updateItem(u -> u.tableName(stage.name)
                .key(Map.of("pk", AttributeValue.fromS("TASK#b#i1"), "sk", AttributeValue.fromS("TASK")))
                .updateExpression("SET #a = :a")
                .expressionAttributeNames(Map.of("#a", "audit"))
                .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("DANCE"))));

        assertThat(Events.failures(score.handle(Events.changed(changes)))).isZero();

        assertThat(task("i2").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(reasons()).hasSize(2).allMatch(r -> r.startsWith("row TASK#b#i1 TASK cannot be read"));
    }

    @Test
    void a_record_that_could_not_be_set_aside_comes_again_with_all_after_it() {
        label("i1", "w1", 1);
        label("i1", "w2", 1);
        label("i2", "w1", 1);
        List<JsonNode> changes = labelChanges();
        image(changes.get(2)).putObject("purpose").put("S", "DANCE");

        JsonNode answer = stage.services(Crash.before(2)).score().handle(Events.changed(changes));

        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly(changes.get(2).at("/dynamodb/SequenceNumber").asText());
        assertThat(task("i1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(reasons()).isEmpty();

        assertThat(Events.failures(score.handle(Events.changed(changes)))).isZero();
        assertThat(reasons()).hasSize(1);
    }
}
