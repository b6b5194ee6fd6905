package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files of other tools' forms, from the bucket into the table by the function {@code collect}. */
class ReturnedFormsTest {

    private static final String DISPATCH = "d-0123456789abcdef";

    private final Stage stage = new Stage();

    private void batch(String type, String... items) {
        String settings = Samples.SETTINGS.replace("{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", type);
        stage.batches().insert(Samples.labelling("b", settings));
        for (String item : items) {
            stage.claimed(Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2), DISPATCH);
        }
    }

    /** Puts a file into the vendor's folder. */
    private void returned(String name, String content) {
        String key = "returns/crowd/b/" + name;
        stage.upload(key, content);
        assertThat(Events.failures(stage.services().collect().handle(Events.queued(List.of(Events.created(key))))))
                .isZero();
    }

    private void told(JsonNode event) {
        assertThat(Events.failures(stage.services().collect().handle(Events.queued(List.of(event)))))
                .isZero();
    }

    private String labels(String item) {
        return stage.labels().of("b", item).stream()
                .map(label -> label.annotator() + " " + value(label))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String value(Label label) {
        return ValueForm.write(
                        stage.batches().get("b").orElseThrow().settings().labelType(),
                        label.value().orElseThrow())
                .toString();
    }

    private List<String> reasons() {
        return stage.rows().stream()
                .filter(row -> row.pk().startsWith("REJECTED#"))
                .map(row -> row.string("reason"))
                .sorted()
                .toList();
    }

    @Test
    void an_output_manifest_is_read_by_our_tasks_and_by_addresses_of_the_vendors_task_files() {
        batch("{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "i1", "i2", "i3", "i4");
        stage.upload(
                "outbox/crowd/b/" + DISPATCH + ".jsonl",
                "{\"source-ref\":\"s3://x/a/1.jpg\",\"labelmill-task\":\"i1\"}\n"
                        + "{\"source-ref\":\"https://x/a/2.jpg?v=3\",\"task\":\"i2\"}\n"
                        + "{\"source-ref\":\"s3://x/b/2.jpg\",\"task\":\"i3\"}\n");
        String label = ",\"mood\":1,\"mood-metadata\":{\"class-name\":\"yes\",\"human-annotated\":\"yes\"}}\n";
        returned(
                "output.manifest",
                "{\"source-ref\":\"s3://x/a/1.jpg\"" + label
                        + "{\"source-ref\":\"a/2.jpg\"" + label
                        + "{\"source-ref\":\"2.jpg\"" + label
                        + "{\"source-ref\":\"9.jpg\"" + label
                        + "{\"source-ref\":\"s3://x/b/2.jpg\",\"labelmill-task\":\"i4\"" + label);

        assertThat(labels("i1")).isEqualTo("crowd \"yes\"");
        assertThat(labels("i2")).isEqualTo("crowd \"yes\"");
        assertThat(labels("i3")).isEmpty();
        assertThat(labels("i4")).isEqualTo("crowd \"yes\"");
        assertThat(reasons())
                .containsExactly(
                        "b/output.manifest, line 3: source-ref is the end of several items' addresses: say as much of the"
                                + " path as tells them apart",
                        "b/output.manifest, line 4: there is no task \"9.jpg\" in batch \"b\"");
    }

    @Test
    void boxes_in_cocos_form_are_labels_of_the_images_of_the_vendors_task_files() {
        batch("{\"kind\":\"boxes\",\"classes\":[\"person\",\"bottle\"]}", "i1", "i2");
        stage.upload(
                "outbox/crowd/b/" + DISPATCH + ".jsonl",
                "{\"source-ref\":\"s3://x/000000397133.jpg\",\"task\":\"i1\"}\n"
                        + "{\"data\":{\"image\":\"s3://x/000000037777.jpg\",\"labelmill_task\":\"i2\"}}\n");
        returned("by/w7/instances.json", Events.sample("coco/instances.json").toString());

        assertThat(labels("i1"))
                .isEqualTo("w7 [{\"label\":\"person\",\"left\":217.5,\"top\":240.25,\"width\":38.5,\"height\":57.75},"
                        + "{\"label\":\"bottle\",\"left\":1,\"top\":240.25,\"width\":346.5,\"height\":186.75}]");
        assertThat(labels("i2")).isEqualTo("w7 []");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void a_task_of_label_studios_by_itself_is_not_taken_for_cocos_though_both_have_annotations() {
        batch("{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "i1");
        returned(
                "task.json",
                "{\"id\":2,\"annotations\":[{\"id\":7,\"completed_by\":3,\"updated_at\":\"2026-11-24T09:00:00Z\",\"result\":[{\"type\":"
                        + "\"choices\",\"value\":{\"choices\":[\"yes\"]}}]}],\"data\":{\"labelmill_batch\":\"b\",\"labelmill_task\":\"i1\"}}");

        assertThat(labels("i1")).isEqualTo("3 \"yes\"");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void a_json_file_of_no_known_form_is_told() {
        batch("{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "i1");
        returned("a.json", "{\"labels\":[]}");

        assertThat(reasons())
                .containsExactly(
                        "b/a.json, file: the file is no list of Label Studio's tasks, and has neither COCO's images nor a"
                                + " human loop's answers");
    }

    @Test
    void cvats_xml_is_read_by_the_names_of_its_images() throws Exception {
        batch("{\"kind\":\"boxes\",\"classes\":[\"dog\",\"bone\"]}", "i1", "i2");
        stage.upload(
                "outbox/crowd/b/" + DISPATCH + ".jsonl",
                "{\"source-ref\":\"s3://x/a/1.jpg\",\"task\":\"i1\"}\n{\"source-ref\":\"s3://x/a/2.jpg\",\"task\":\"i2\"}\n");
        returned("annotations.xml", Files.readString(Events.FOLDER.resolve("cvat/annotations.xml")));
        returned("evil.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:/etc/passwd\">]><annotations>&x;</annotations>");

        assertThat(labels("i1")).startsWith("crowd [{\"label\":\"dog\",\"left\":111,\"top\":134.25");
        assertThat(labels("i2")).isEmpty();
        assertThat(reasons())
                .containsExactly(
                        "b/annotations.xml, image at line 30: it has another shape than a box at line 31",
                        "b/evil.xml, file: the file has a document type or an entity at line 1, and may have none");
    }

    /** The sample event, of a loop that wrote where it says. */
    private JsonNode completed(String key) {
        ObjectNode event = (ObjectNode) Events.sample("a2i/human-loop-completed.json");
        ((ObjectNode) event.at("/detail/humanLoopOutput")).put("outputS3Uri", "s3://" + stage.name + "/" + key);
        return event;
    }

    @Test
    void what_a_human_loops_workers_answered_is_a_label_of_each_however_often_it_is_told() {
        batch("{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "i1");
        String key = "returns/crowd/labelmill-dev-birds/2026/11/24/08/50/00/i1-d-0123456789abcdef/output.json";
        stage.upload(key, Events.sample("a2i/output.json").toString());

        told(completed(key));
        told(Events.created(key));
        told(completed(key));

        assertThat(labels("i1")).isEqualTo("a12b3cdefg4h5i67 \"yes\", ef7294f850a3d9d1 \"no\"");
        assertThat(stage.labels().of("b", "i1")).extracting(Label::millis).contains(40_543L);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void a_human_loop_without_an_answer_and_one_that_wrote_elsewhere_are_told_once() {
        batch("{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}", "i1");
        ObjectNode failed = (ObjectNode) completed("x");
        ((ObjectNode) failed.path("detail"))
                .put("humanLoopName", "loop-1")
                .put("humanLoopStatus", "Failed")
                .put("failureReason", "Expired");
        JsonNode elsewhere = Events.sample("a2i/human-loop-completed.json");

        for (JsonNode event : List.of(failed, failed, elsewhere, completed("returns/crowd/b/gone.json"))) {
            told(event);
        }

        assertThat(reasons())
                .containsExactly(
                        "the human loop humanloop-nov-14-1 wrote its output elsewhere; let the flow definition's output path"
                                + " be returns/<vendor>/ in Labelmill's bucket",
                        "the human loop loop-1 failed, so that nobody has answered");
    }
}
