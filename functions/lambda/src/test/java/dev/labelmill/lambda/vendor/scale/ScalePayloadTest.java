package dev.labelmill.lambda.vendor.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.Read;
import dev.labelmill.lambda.webhook.SampleEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalePayloadTest {

    private static final String CHOSEN = SampleEvents.body("scale/categorization-completed.json");
    private static final String DRAWN = SampleEvents.body("scale/boxes-completed.json");
    private final ScalePayload parser = new ScalePayload();

    @Test
    void a_completed_categorization_is_a_label_of_the_task_that_its_metadata_names() throws UnusableContent {
        assertThat(Read.by(parser, CHOSEN).labels())
                .containsExactly(new IncomingLabel(
                        "digits",
                        "i1",
                        "d-5f1c0a9e4b7d2386",
                        "response-1",
                        new LabelChange.Chosen("1"),
                        1_795_514_084_904_000L,
                        null,
                        "scale-576c41bf13e36b0600b02b34-completed"));
    }

    @Test
    void several_classes_come_as_a_list() throws UnusableContent {
        assertThat(change(CHOSEN.replace("{\"category\": \"1\"}", "{\"category\": [\"1\"]}")))
                .isEqualTo(new LabelChange.Chosen("1"));
        assertThat(((LabelChange.Valued)
                                change(CHOSEN.replace("{\"category\": \"1\"}", "{\"category\": [\"0\",\"1\"]}")))
                        .value()
                        .toString())
                .isEqualTo("[\"0\",\"1\"]");
    }

    @Test
    void boxes_are_in_pixels() throws UnusableContent {
        LabelChange.Valued change = (LabelChange.Valued) change(DRAWN);

        assertThat(ValueForm.read(new Boxes(List.of("car", "person")), change.value(), "value"))
                .isEqualTo(new Drawing(List.of(Box.ofSize(854, 144.5, 72, 168, 0), Box.ofSize(0, 0, 10, 20, 1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"labelmill_batch\": | \"other\": | task.metadata.labelmill_batch is missing",
                "\"labelmill_annotator\": | \"other\": | task.metadata.labelmill_annotator is missing",
                "\"completed_at\": | \"other\": | task.completed_at is missing",
                "\"type\": \"categorization\" | \"type\": \"transcription\" | task.type is none that Labelmill reads: categorization and imageannotation are",
                "{\"category\": \"1\"} | {} | response.category is missing",
                "\"task_id\": \"576c41bf13e36b0600b02b34\", \"completed_at\" | \"task_id\": \"5\", \"completed_at\" | task.task_id is not the task_id of the callback"
            })
    void what_is_missing_or_wrong_is_told_in_a_sentence(String from, String to, String sentence)
            throws UnusableContent {
        assertThat(CHOSEN).contains(from);
        assertThat(Read.problems(parser, CHOSEN.replace(from, to))).containsExactly(sentence);
    }

    @Test
    void a_shape_that_is_no_box_is_no_label() throws UnusableContent {
        assertThat(Read.problems(parser, DRAWN.replace("\"type\": \"box\"", "\"type\": \"polygon\"")))
                .containsExactly("response.annotations[0].type is not box");
    }

    @Test
    void the_documented_callback_names_no_task_of_ours() throws UnusableContent {
        assertThat(Read.problems(parser, """
                {"task":{"task_id":"576c41bf13e36b0600b02b34","completed_at":"2016-06-23T21:54:44.904Z",
                 "response":{"category":"red"},"created_at":"2016-06-23T20:08:31.573Z",
                 "callback_url":"http://www.example.com/callback","type":"categorization","status":"completed",
                 "instruction":"Is this object red or blue?","params":{"attachment_type":"text"},"metadata":{}},
                 "response":{"category":"red"},"task_id":"576c41bf13e36b0600b02b34"}""")).containsExactly("task.metadata.labelmill_batch is missing");
    }

    @Test
    void a_canceled_task_is_no_label_and_an_error_is_told() throws UnusableContent {
        assertThat(Read.by(parser, status("canceled"))).isEqualTo(ParsedPayload.ignored());
        assertThatThrownBy(() -> Read.by(parser, status("error"))).hasMessageStartingWith("task.status is error");
        assertThatThrownBy(() -> Read.by(parser, status("pending"))).isInstanceOf(UnusableContent.class);
    }

    private static String status(String status) {
        return CHOSEN.replace("\"status\": \"completed\"", "\"status\": \"" + status + "\"");
    }

    private LabelChange change(String body) throws UnusableContent {
        return Read.by(parser, body).labels().get(0).change();
    }
}
