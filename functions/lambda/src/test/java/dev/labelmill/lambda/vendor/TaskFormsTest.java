package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.argilla.ArgillaRecord;
import dev.labelmill.lambda.vendor.groundtruth.GroundTruthTask;
import dev.labelmill.lambda.vendor.scale.ScaleTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks as vendors' files have them, with the pre-labels that annotators start from. */
class TaskFormsTest {

    private static final String SETTINGS = """
            {"project":"demo","labelType":TYPE,"slices":2,"overlap":{"min":2,"max":2,"targetConfidence":0.9},PRELABEL
             "vendors":[{"name":"crowd","tier":"crowd","seesPrelabel":true,"pricePerLabel":0.02,"capacity":10,
               "deadlineSeconds":60}]}""";
    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}";
    private static final String SPANS = "{\"kind\":\"spans\",\"classes\":[\"who\"]}";
    private static final String BOXES = "{\"kind\":\"boxes\",\"classes\":[\"car\"]}";

    @Test
    void argilla_suggests_the_choice_and_how_sure_it_is() {
        ObjectNode record = new ArgillaRecord().write(own(CHOICE, "{\"source\":\"some words\"}"));

        assertThat(record.at("/fields/text").asText()).isEqualTo("some words");
        assertThat(record.at("/suggestions"))
                .hasToString(
                        "[{\"question_name\":\"label\",\"value\":\"yes\",\"agent\":\"labelmill\",\"score\":0.75}]");
    }

    @Test
    void argilla_counts_spans_in_utf_16_units() {
        ObjectNode record = new ArgillaRecord()
                .write(imported(
                        SPANS,
                        "{\"source\":\"\ud83d\ude00 Ada\",\"found\":[{\"label\":\"who\",\"start\":2,\"end\":5}]}"));

        assertThat(record.at("/suggestions/0/agent").asText()).isEqualTo("imported");
        assertThat(record.at("/suggestions/0/value/0/start").intValue()).isEqualTo(3);
        assertThat(record.at("/suggestions/0/value/0/end").intValue()).isEqualTo(6);
    }

    @Test
    void scale_starts_from_boxes_in_the_form_of_a_response() {
        ObjectNode file = new ScaleTask()
                .write(
                        imported(
                                BOXES,
                                "{\"source-ref\":\"s3://images/1.png\","
                                        + "\"found\":[{\"label\":\"car\",\"left\":38,\"top\":28,\"width\":43,\"height\":41}]}"));

        assertThat(file.path("type").asText()).isEqualTo("imageannotation");
        JsonNode task = file.path("task");
        assertThat(task.path("unique_id").asText()).isEqualTo("b~d-1~i1");
        assertThat(task.path("attachment").asText()).isEqualTo("s3://images/1.png");
        assertThat(task.at("/geometries/box/objects_to_annotate")).hasToString("[\"car\"]");
        assertThat(task.at("/hypothesis/annotations"))
                .hasToString(
                        "[{\"label\":\"car\",\"left\":38,\"top\":28,\"width\":43,\"height\":41,\"type\":\"box\"}]");
    }

    @Test
    void scale_offers_the_classes_of_a_choice_and_several_where_several_may_be_chosen() {
        JsonNode one = new ScaleTask()
                .write(own(CHOICE, "{\"source\":\"some words\"}"))
                .at("/task");
        JsonNode several = new ScaleTask()
                .write(imported(
                        CHOICE.replace("single-choice", "several-choices"), "{\"source-ref\":\"s3://a/1.png\"}"))
                .at("/task");

        assertThat(one.path("categories")).hasToString("[\"no\",\"yes\"]");
        assertThat(one.path("attachment_type").asText()).isEqualTo("text");
        assertThat(one.has("allow_multiple")).isFalse();
        assertThat(several.path("attachment_type").asText()).isEqualTo("image");
        assertThat(several.path("allow_multiple").asBoolean()).isTrue();
    }

    @Test
    void ground_truth_has_the_items_own_data_and_the_ids_that_its_output_repeats() {
        GroundTruthTask form = new GroundTruthTask();

        assertThat(form.write(own(CHOICE, "{\"source\":\"some words\"}")))
                .hasToString("{\"source\":\"some words\",\"labelmill-batch\":\"b\",\"labelmill-task\":\"i1\","
                        + "\"labelmill-dispatch\":\"d-1\"}");
        assertThat(form.write(own(CHOICE, "{\"source-ref\":\"s3://a/1.png\"}"))
                        .path("source-ref")
                        .asText())
                .isEqualTo("s3://a/1.png");
    }

    /** A task with a pre-label of ours. */
    private static TaskLine own(String type, String item) {
        return line(type, "", new Prelabel(List.of(new Prelabel.Share(1, 0.75))), item);
    }

    /** A task whose item brought its pre-label, if it has one. */
    private static TaskLine imported(String type, String item) {
        return line(type, "\"prelabel\":{\"labeler\":\"imported\",\"field\":\"found\"},", null, item);
    }

    private static TaskLine line(String type, String prelabel, Prelabel known, String item) {
        Batch batch = Samples.labelling("b", SETTINGS.replace("TYPE", type).replace("PRELABEL", prelabel));
        Task task = Task.forPeople("b", "i1", new ItemPlace(0, 0, 10), 0, 0.5, known, 2)
                .claim("d-1", "crowd", true);
        return new TaskLine(
                batch,
                batch.settings().vendor("crowd").orElseThrow(),
                Dispatch.claiming("d-1", "b", "crowd", List.of("i1"), Stage.START.plusSeconds(60)),
                task,
                Json.parse(item.getBytes(StandardCharsets.UTF_8)));
    }
}
