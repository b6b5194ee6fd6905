package dev.labelmill.lambda.vendor.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelChange.Chosen;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.webhook.SampleEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStudioPayloadTest {
    private static final String CREATED = SampleEvents.body("label-studio/annotation-created.json");
    private static final String RESULT =
            "[{\"value\": {\"choices\": [\"1\"]}, \"id\": \"WArqkkifYE\", \"from_name\": \"choice\", \"to_name\": \"text\", \"type\": \"choices\"}]";

    private static final SingleChoice DIGITS = new SingleChoice(List.of("0", "1"));

    @Test
    void an_annotation_is_a_label_of_the_task_nested_beside_it() throws UnusableContent {
        assertThat(parse(CREATED).labels())
                .containsExactly(new IncomingLabel(
                        "digits",
                        "i1",
                        "d-5f1c0a9e4b7d2386",
                        "1",
                        new Chosen("1"),
                        1_795_514_398_536_370L,
                        37_130L,
                        "ls-17-2026-11-24T09:59:58.536370Z",
                        "17"));
    }

    @Test
    void an_update_is_a_higher_revision_of_the_same_label() throws UnusableContent {
        IncomingLabel created = parse(CREATED).labels().get(0);
        IncomingLabel updated = parse(SampleEvents.body("label-studio/annotation-updated.json"))
                .labels()
                .get(0);

        assertThat(updated.task()).isEqualTo(created.task());
        assertThat(updated.annotator()).isEqualTo(created.annotator());
        assertThat(updated.change()).isEqualTo(new Chosen("0"));
        assertThat(updated.revision()).isGreaterThan(created.revision());
        assertThat(updated.deliveryId()).isNotEqualTo(created.deliveryId());
    }

    @Test
    void several_annotations_find_their_own_tasks_and_a_skip_is_no_label() throws UnusableContent {
        ParsedPayload parsed = parse(SampleEvents.body("label-studio/annotations-created.json"));

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.labels()).extracting(IncomingLabel::task).containsExactly("i1", "i2");
        assertThat(parsed.labels()).extracting(IncomingLabel::change).containsExactly(new Chosen("1"), new Chosen("0"));
    }

    @Test
    void an_annotation_of_no_task_in_the_event_is_a_problem_of_its_own() throws UnusableContent {
        ParsedPayload parsed = parse(
                SampleEvents.body("label-studio/annotations-created.json").replace("\"task\": 20", "\"task\": 99"));

        assertThat(parsed.labels()).extracting(IncomingLabel::task).containsExactly("i1");
        assertThat(parsed.problems())
                .extracting(LabelProblem::sentence)
                .contains("annotation[1] belongs to no task of the event");
    }

    @Test
    void a_skip_is_ignored() throws UnusableContent {
        assertIgnored(CREATED.replace("\"was_cancelled\": false", "\"was_cancelled\": true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROJECT_CREATED",
                "PROJECT_UPDATED",
                "PROJECT_DELETED",
                "TASKS_CREATED",
                "TASKS_DELETED",
                "TASK_CREATED",
                "LABEL_LINK_CREATED"
            })
    void events_that_carry_no_label_are_ignored(String action) throws UnusableContent {
        assertIgnored("{\"action\":\"" + action + "\"}");
    }

    @Test
    void a_deletion_takes_back_what_it_names_by_the_annotations_ids() throws UnusableContent {
        ParsedPayload parsed = parse(SampleEvents.body("label-studio/annotations-deleted.json"));

        assertThat(parsed.withdrawals()).containsExactly(new Withdrawal("17", "ls-17-deleted"));
        assertThat(parsed.labels()).isEmpty();
        assertThat(parsed.problems()).isEmpty();
    }

    @Test
    void a_deletion_may_name_one_or_many_by_number_or_string_and_a_bad_id_spoils_no_other() throws UnusableContent {
        assertThat(parse("{\"action\":\"ANNOTATIONS_DELETED\",\"annotation\":{\"id\":\"1001\"}}")
                        .withdrawals())
                .extracting(Withdrawal::vendorLabel)
                .containsExactly("1001");
        ParsedPayload many = parse(
                "{\"action\":\"ANNOTATIONS_DELETED\",\"annotations\":[{\"id\":1},{\"id\":true},{},{\"id\":\"2\"}]}");
        assertThat(many.withdrawals()).extracting(Withdrawal::vendorLabel).containsExactly("1", "2");
        assertThat(many.problems())
                .extracting(LabelProblem::sentence)
                .containsExactly("annotations[1].id is not a string", "annotations[2].id is missing");
        assertThatThrownBy(() -> parse("{\"action\":\"ANNOTATIONS_DELETED\"}")).hasMessage("annotation is missing");
    }

    @Test
    void an_annotation_skipped_after_it_was_submitted_is_taken_back() throws UnusableContent {
        String updated = SampleEvents.body("label-studio/annotation-updated.json")
                .replace("\"was_cancelled\": false", "\"was_cancelled\": true");

        assertThat(parse(updated).labels()).singleElement().satisfies(label -> {
            assertThat(label.change()).isEqualTo(new LabelChange.Deleted());
            assertThat(label.vendorLabel()).isEqualTo("17");
        });
    }

    @Test
    void ids_are_numbers_or_strings_and_events_hold_one_or_many() throws UnusableContent {
        assertThat(changed("\"id\": 17,", "\"id\": \"17\",").labels().get(0).vendorLabel())
                .isEqualTo("17");
        assertThat(parse(SampleEvents.body("label-studio/annotations-created.json")
                                .replace("\"task\": 20", "\"task\": \"20\""))
                        .labels())
                .hasSize(2);
        ObjectNode listed = (ObjectNode) Json.parse(CREATED.getBytes(StandardCharsets.UTF_8));
        listed.set("annotation", Json.MAPPER.createArrayNode().add(listed.get("annotation")));
        assertThat(parse(listed.toString()).labels()).isEqualTo(parse(CREATED).labels());
        listed.set("task", Json.MAPPER.createArrayNode().add(listed.get("task")));
        assertThat(parse(listed.toString()).labels()).isEqualTo(parse(CREATED).labels());
    }

    @Test
    void the_annotator_is_told_by_id_or_by_object() throws UnusableContent {
        assertThat(changed("\"completed_by\": 1", "\"completed_by\": {\"id\": 42, \"email\": \"a@example.com\"}")
                        .labels())
                .extracting(IncomingLabel::annotator)
                .containsExactly("42");
        assertProblem("\"completed_by\": 1", "\"completed_by\": null", "annotation.completed_by is missing");
        assertThat(changed("\"completed_by\": 1", "\"completed_by\": \"42\"").labels())
                .extracting(IncomingLabel::annotator)
                .containsExactly("42");
        assertProblem(
                "\"completed_by\": 1", "\"completed_by\": \"a#b\"", "annotation.completed_by holds the character #");
    }

    @Test
    void a_task_that_labelmill_did_not_send_is_a_problem() throws UnusableContent {
        assertProblem("labelmill_batch", "other", "task.data.labelmill_batch is missing");
        assertProblem("labelmill_task", "other", "task.data.labelmill_task is missing");
        assertProblem("\"task\": {", "\"other\": {", "task is missing");
    }

    @Test
    void the_dispatch_and_the_time_spent_may_be_absent() throws UnusableContent {
        assertThat(changed("labelmill_dispatch", "other").labels().get(0).dispatch())
                .isNull();
        assertThat(changed("\"lead_time\": 37.13", "\"lead_time\": null")
                        .labels()
                        .get(0)
                        .milliseconds())
                .isNull();
    }

    @Test
    void exactly_one_choice_is_wanted() throws UnusableContent {
        String region = RESULT.substring(1, RESULT.length() - 1);
        String text = "{\"type\": \"textarea\", \"value\": {\"text\": [\"a note\"]}}";

        assertThat(changed(RESULT, "[" + text + "," + region + "]").labels()).hasSize(1);
        assertNoChoice(RESULT, "[]", "annotation.result holds no choices");
        assertNoChoice(RESULT, "[" + text + "]", "annotation.result holds no choices");
        assertNoChoice(RESULT, "[7]", "annotation.result holds no choices");
        assertNoChoice(
                RESULT,
                "[" + region + "," + region + "]",
                "annotation.result holds several choices, and one is wanted");
        assertNoChoice(
                "[\"1\"]",
                "[\"1\", \"0\"]",
                "annotation.result[0].value.choices holds several classes, and one is wanted");
        assertNoChoice("[\"1\"]", "[]", "annotation.result[0].value.choices is empty");
    }

    @Test
    void percent_are_of_the_size_that_a_box_tells_and_else_of_the_items() throws Exception {
        String own = "\"original_width\":200,\"original_height\":100,";
        String box =
                "{\"type\":\"rectanglelabels\",%s\"value\":{\"x\":10,\"y\":10,\"width\":20,\"height\":20,\"rotation\":0,"
                        + "\"rectanglelabels\":[\"1\"]}}";
        String both = "[" + box.formatted(own) + "," + box.formatted("") + "]";

        assertThat(boxes(both, Optional.of(new ImageSize(1000, 500, 3))))
                .isEqualTo(new Drawing(List.of(Box.ofSize(20, 10, 40, 20, 1), Box.ofSize(100, 50, 200, 100, 1))));
        assertThatThrownBy(() -> boxes(both, Optional.empty()))
                .hasMessage(
                        "result[1] has no original_width, and the item's line no image_size: percent are of nothing");
        assertThat(LabelStudioRegions.read(
                        new Boxes(List.of("0", "1")), regions("[" + box.formatted(own) + "]"), () -> {
                            throw new AssertionError("the item is not asked where every box tells");
                        }))
                .isEqualTo(new Drawing(List.of(Box.ofSize(20, 10, 40, 20, 1))));
    }

    private static LabelValue boxes(String result, Optional<ImageSize> ofItem) throws UnusableContent {
        return LabelStudioRegions.read(new Boxes(List.of("0", "1")), regions(result), () -> ofItem);
    }

    private static LabelChange.Regions regions(String result) throws UnusableContent {
        String annotation = "{\"result\":" + result + "}";
        return new LabelChange.Regions(StrictJson.readVendors(annotation.getBytes(StandardCharsets.UTF_8))
                .member("result"));
    }

    @Test
    void without_a_time_of_update_there_is_no_revision() throws UnusableContent {
        assertProblem(
                "\"updated_at\": \"2026-11-24T09:59:58.536370Z\"", "\"other\": 1", "annotation.updated_at is missing");
        assertProblem(
                "2026-11-24T09:59:58.536370Z",
                "yesterday",
                "annotation.updated_at is not a date and time with an offset");
        assertProblem(
                "2026-11-24T09:59:58.536370Z",
                "1969-11-24T09:59:58Z",
                "annotation.updated_at is not a time between 1970 and 2255");
    }

    private static void assertIgnored(String body) throws UnusableContent {
        assertThat(parse(body)).isEqualTo(ParsedPayload.ignored());
    }

    /** What the batch wants is known only when the label is taken in. */
    private static void assertNoChoice(String from, String to, String sentence) throws UnusableContent {
        IncomingLabel label = changed(from, to).labels().get(0);
        assertThatThrownBy(() -> LabelStudioRegions.read(DIGITS, (LabelChange.Regions) label.change(), Optional::empty))
                .hasMessage(sentence);
    }

    private static void assertProblem(String from, String to, String sentence) throws UnusableContent {
        ParsedPayload parsed = changed(from, to);
        assertThat(parsed.labels()).isEmpty();
        assertThat(parsed.problems()).extracting(LabelProblem::sentence).containsExactly(sentence);
    }

    private static ParsedPayload changed(String from, String to) throws UnusableContent {
        assertThat(CREATED).contains(from);
        return parse(CREATED.replace(from, to));
    }

    private static ParsedPayload parse(String body) throws UnusableContent {
        return new LabelStudioPayload()
                .parse(StrictJson.read(body.getBytes(StandardCharsets.UTF_8)), new Accepted(Optional.empty()));
    }
}
