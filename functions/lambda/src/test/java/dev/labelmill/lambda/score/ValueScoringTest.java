package dev.labelmill.lambda.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Boxes, whose values lie on the label rows alone. */
class ValueScoringTest {

    private static final String SETTINGS = Samples.SETTINGS.replace(
            "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "{\"kind\":\"boxes\",\"classes\":[\"dog\"]}");

    private final Stage stage = new Stage();

    @BeforeEach
    void a_batch_of_boxes_with_a_claimed_task() {
        stage.batches().insert(Samples.labelling("b", SETTINGS));
        stage.claimed(Samples.task("b", "i", 0.5), "d-1");
    }

    /** As many boxes as said, the same for everybody. */
    private void label(String annotator, int boxes, long revision) {
        Drawing drawing = new Drawing(IntStream.range(0, boxes)
                .mapToObj(n -> Box.ofSize(100 * n, 0, 50, 50, 0))
                .toList());
        store(annotator, boxes < 0 ? Optional.empty() : Optional.of(drawing), revision);
    }

    private void store(String annotator, Optional<Drawing> drawing, long revision) {
        stage.labels()
                .store(new Label(
                        "b",
                        "demo",
                        "i",
                        "crowd",
                        annotator,
                        drawing.map(LabelValue.class::cast),
                        revision,
                        "m-1",
                        "d-1",
                        Purpose.LABEL,
                        Postings.undated(10_000_000),
                        900,
                        OptionalInt.empty(),
                        Samples.spent(3),
                        Optional.empty(),
                        0));
    }

    private Task task() {
        return stage.tasks().get("b", "i").orElseThrow();
    }

    private void score(List<JsonNode> changes) {
        assertThat(Events.failures(stage.services().score().handle(Events.changed(changes))))
                .isZero();
    }

    @Test
    void boxes_that_agree_resolve_their_task_in_one_write() {
        label("w1", 2, 1);
        label("w2", 2, 1);
        long before = task().version();

        score(stage.changes());

        assertThat(task().state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task().resolution().confidence()).isEqualTo(1);
        assertThat(task().version()).isEqualTo(before + 1);
    }

    @Test
    void deliveries_whole_again_or_one_by_one_in_any_order_end_in_the_same_task() {
        label("w1", 3, 1);
        label("w2", 1, 1);
        label("w1", 1, 2);
        List<JsonNode> changes = stage.changes();
        score(changes);
        Task once = task();

        List<JsonNode> reversed = new ArrayList<>(changes);
        Collections.reverse(reversed);
        reversed.forEach(record -> score(List.of(record)));
        score(changes);

        assertThat(task()).isEqualTo(once);
        assertThat(once.state()).isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void a_decision_goes_by_the_rows_and_not_by_what_an_older_record_shows() {
        label("w1", 3, 1);
        List<JsonNode> older = stage.changes();
        label("w1", -1, 2);
        label("w2", 1, 1);
        label("w3", 1, 1);

        score(older);

        assertThat(task().annotatorsOf("crowd")).containsExactly("w1", "w2", "w3");
        assertThat(task().ballots()).hasSize(2);
        assertThat(task().state()).isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void a_label_that_is_taken_back_and_given_anew_is_taken_in() {
        label("w1", 3, 1);
        label("w1", -1, 2);
        label("w1", 1, 3);
        label("w2", 1, 1);

        score(stage.changes());

        assertThat(task().ballots()).hasSize(2);
        assertThat(task().state()).isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void a_task_row_stays_small_however_large_its_values_are() {
        label("w1", 1000, 1);
        label("w2", 1000, 1);
        score(stage.changes());

        int characters = stage.rows().stream()
                .filter(row -> row.sk().equals("TASK"))
                .mapToInt(row -> stage.dynamo
                        .getItem(b -> b.tableName(stage.name)
                                .key(Map.of(
                                        "pk", AttributeValue.fromS(row.pk()), "sk", AttributeValue.fromS(row.sk()))))
                        .item()
                        .toString()
                        .length())
                .sum();

        assertThat(task().state()).isEqualTo(TaskState.RESOLVED);
        assertThat(characters).isLessThan(1024);
    }
}
