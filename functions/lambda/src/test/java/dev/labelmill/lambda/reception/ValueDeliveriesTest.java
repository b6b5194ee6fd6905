package dev.labelmill.lambda.reception;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.span.Span;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.Unclassed;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The samples of boxes and spans, from the signed request to the label's row. */
class ValueDeliveriesTest {

    private static final String SETTINGS = """
        {"project":"demo","labelType":{"kind":"%s","classes":[%s]},"slices":2,
         "overlap":{"min":2,"max":3,"targetConfidence":0.9},
         "vendors":[
          {"name":"crowd","tier":"crowd","pricePerLabel":0.012,"capacity":10,"deadlineSeconds":60},
          {"name":"ls","tier":"crowd","format":"label-studio","pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}\
        """;

    private final Stage stage = new Stage();

    private JsonNode send(String sample, String batch, String kind, String classes, String vendor) {
        stage.secrets =
                Events.FOLDER.resolve("webhook/sample-secrets.json").toUri().toString();
        stage.batches().insert(Samples.labelling(batch, String.format(SETTINGS, kind, classes)));
        for (String item : List.of("i1", "i2")) {
            stage.tasks().insert(Task.forPeople(batch, item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2), 2);
            stage.tasks().update(batch, item, 2, t -> t.claim(ClaimedTasks.DISPATCH, vendor, false));
        }
        return stage.services().webhook().handle(Events.sample(sample));
    }

    private List<Optional<LabelValue>> values(String batch, String item) {
        return stage.labels().of(batch, item).stream().map(Label::value).toList();
    }

    @Test
    void boxes_are_stored_in_pixels_and_an_image_may_have_none() {
        JsonNode answer = send("webhook/boxes-submitted.json", "street", "boxes", "\"car\",\"bicycle\"", "crowd");

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
        assertThat(values("street", "i1"))
                .containsExactly(Optional.of(
                        new Drawing(List.of(Box.ofSize(111, 134, 61, 128, 0), Box.ofSize(161.5, 250, 30, 30, 1)))));
        assertThat(values("street", "i2")).containsExactly(Optional.of(new Drawing(List.of())));
    }

    @Test
    void spans_are_stored_and_one_of_an_unknown_class_is_rejected_with_its_place() {
        JsonNode answer = send("webhook/spans-submitted.json", "notes", "spans", "\"Person\",\"Place\"", "crowd");

        assertThat(answer.get("statusCode").intValue()).isEqualTo(200);
        assertThat(values("notes", "i1"))
                .containsExactly(Optional.of(new Markup(List.of(new Span(0, 12, 0), new Span(21, 27, 1)))));
        assertThat(values("notes", "i2")).isEmpty();
        assertThat(stage.rejections("webhook/crowd"))
                .singleElement()
                .satisfies(rejection ->
                        assertThat(rejection.reason()).isEqualTo("value[0].label is not one of the batch's classes"));
    }

    @Test
    void label_studios_percentages_become_pixels() {
        send("label-studio/boxes-created.json", "street", "boxes", "\"car\",\"bicycle\"", "ls");

        assertThat(values("street", "i1"))
                .containsExactly(Optional.of(
                        new Drawing(List.of(Box.ofSize(30, 50, 195, 180, 0), Box.ofSize(453, 328, 33, 30, 1)))));
    }

    @Test
    void label_studios_labels_become_spans() {
        send("label-studio/spans-created.json", "notes", "spans", "\"Person\",\"Place\"", "ls");

        assertThat(values("notes", "i1"))
                .containsExactly(Optional.of(new Markup(List.of(new Span(0, 12, 0), new Span(21, 27, 1)))));
    }

    @Test
    void a_class_is_no_box() {
        JsonNode answer = send("webhook/labels-submitted.json", "digits", "boxes", "\"1\",\"7\"", "crowd");

        assertThat(answer.get("statusCode").intValue()).isEqualTo(422);
        assertThat(stage.rejections("webhook/crowd"))
                .extracting(rejection -> rejection.reason())
                .contains("choice \"7\" is given, and labels of type boxes want a value");
    }

    @Test
    void a_box_is_no_class() {
        send("webhook/boxes-submitted.json", "street", "single-choice", "\"car\",\"bicycle\"", "crowd");

        assertThat(stage.rejections("webhook/crowd"))
                .hasSize(2)
                .allSatisfy(rejection ->
                        assertThat(rejection.reason()).isEqualTo("value is given, and a single choice wants a choice"));
    }

    @Test
    void what_an_expert_decided_by_can_be_corrected_and_not_taken_back() {
        send("webhook/boxes-submitted.json", "street", "boxes", "\"car\",\"bicycle\"", "crowd");
        LabelIntake intake = Intakes.of(stage);
        Task task = Task.auditOfAccepted(
                "street",
                "audited",
                new ItemPlace(0, 0, 10),
                0.5,
                null,
                new Resolution(Unclassed.VALUE, 1, Resolution.By.CROWD));
        stage.tasks().insert(task, 2);
        stage.tasks().update("street", "audited", 2, t -> t.claim("d-audit", "crowd", false));
        LabelChange boxes = new LabelChange.Valued(Json.MAPPER.createArrayNode());

        assertThat(intake.take("crowd", of(boxes, 1))).isEqualTo(LabelIntake.Kept.STORED);
        assertThat(intake.take("crowd", of(boxes, 2))).isEqualTo(LabelIntake.Kept.CORRECTED);
        assertThat(intake.take("crowd", of(new LabelChange.Deleted(), 3)))
                .isEqualTo(new LabelIntake.Refused("an expert's answer can be corrected but not taken back"));
        assertThat(values("street", "audited")).containsExactly(Optional.of(new Drawing(List.of())));
    }

    private static IncomingLabel of(LabelChange change, long revision) {
        return new IncomingLabel("street", "audited", "d-audit", "e1", change, revision, null, "m-" + revision);
    }
}
