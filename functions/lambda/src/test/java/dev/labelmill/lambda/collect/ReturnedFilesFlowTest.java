package dev.labelmill.lambda.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files put into the bucket, as the function {@code collect} is woken by them. */
class ReturnedFilesFlowTest {

    private static final String KEY = "returns/crowd/b/week 1/a.csv";

    private final Stage stage = Stage.onServers();

    @BeforeEach
    void a_batch_with_two_claimed_tasks() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        stage.bucket().put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
        for (String item : List.of("i1", "i2")) {
            stage.claimed(Samples.task("b", item, 0.5), "d-1");
        }
    }

    private JsonNode collect(JsonNode... messages) {
        return stage.services().collect().handle(Events.queued(List.of(messages)));
    }

    private Task task(String item) {
        return stage.tasks().get("b", item).orElseThrow();
    }

    @Test
    void a_file_that_is_put_into_the_bucket_resolves_its_tasks() {
        stage.upload(KEY, "task,annotator,choice\ni1,w1,yes\ni1,w2,yes\ni2,w1,no\ni2,w9,never\n");

        assertThat(Events.failures(collect(Events.created(KEY)))).isZero();
        stage.services().score().handle(Events.changed(stage.changes()));

        assertThat(task("i1").state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task("i1").resolution().answer()).isEqualTo(1);
        assertThat(task("i2").ballots()).extracting(Ballot::annotator).containsExactly("w1");
        assertThat(stage.labels().of("b", "i1"))
                .allMatch(label -> label.vendor().equals("crowd"));
    }

    @Test
    void a_call_that_dies_at_any_write_is_made_good_by_the_same_message() {
        stage.upload(KEY, "task,annotator,choice\ni1,w1,yes\ni1,w2,yes\ni9,w1,no\n");
        for (int write = 1; write < 12; write++) {
            try {
                stage.services(Crash.before(write)).collect().handle(Events.queued(List.of(Events.created(KEY))));
            } catch (Crash.Dead died) {
                assertThat(stage.labels().of("b", "i1").size()).isLessThanOrEqualTo(2);
            }
        }

        assertThat(Events.failures(collect(Events.created(KEY)))).isZero();
        assertThat(stage.labels().of("b", "i1")).hasSize(2);
    }

    @Test
    void s3s_test_event_and_the_signs_of_empty_folders_are_passed_over() {
        JsonNode test = Json.object().put("Service", "Amazon S3").put("Event", "s3:TestEvent");

        assertThat(Events.failures(collect(test, Events.created("returns/crowd/"), Events.created("returns/gone/b/x"))))
                .isZero();
        assertThat(stage.rows()).noneMatch(row -> row.pk().startsWith("REJECTED#"));
    }

    @Test
    void a_file_in_no_batchs_folder_is_told() {
        stage.upload("returns/crowd/a.csv", "task,annotator,choice\ni1,w1,yes\n");

        collect(Events.created("returns/crowd/a.csv"));

        assertThat(stage.rows())
                .filteredOn(row -> row.pk().startsWith("REJECTED#returns#"))
                .singleElement()
                .matches(row -> row.string("reason")
                        .equals("returns/crowd/a.csv: the file lies in no batch's folder; upload it to"
                                + " returns/<vendor>/<batch>/"));
    }

    @Test
    void what_is_no_errand_either_fails_and_harms_no_other_message() {
        stage.upload(KEY, "task,annotator,choice\ni1,w1,yes\n");

        assertThat(Events.failures(collect(Json.object().put("returned", 1), Events.created(KEY))))
                .isEqualTo(1);
        assertThat(stage.labels().of("b", "i1")).hasSize(1);
    }

    @Test
    void a_message_has_a_long_file_read_on_from_the_record_reached() {
        String rows = IntStream.range(0, 250)
                .mapToObj(i -> (i % 2 == 0 ? "i1" : "i2") + ",w" + i + ",yes\n")
                .collect(Collectors.joining("", "task,annotator,choice\n", ""));
        stage.upload(KEY, rows);
        ObjectNode begun = Json.object();
        begun.putObject("returned")
                .put("key", KEY)
                .put("etag", stage.bucket().head(KEY).orElseThrow().etag())
                .put("records", 248);

        assertThat(Events.failures(collect(begun))).isZero();

        assertThat(stage.labels().of("b", "i1"))
                .extracting(label -> label.annotator())
                .containsExactly("w248");
        assertThat(stage.labels().of("b", "i2"))
                .extracting(label -> label.annotator())
                .containsExactly("w249");
    }
}
