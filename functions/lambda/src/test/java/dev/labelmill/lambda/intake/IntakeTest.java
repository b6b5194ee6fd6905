package dev.labelmill.lambda.intake;

import static dev.labelmill.lambda.intake.DigitsFolder.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.UploadEvents;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a batch begins, and what keeps it from that. */
class IntakeTest {

    private final DigitsFolder digits = new DigitsFolder();
    private final Stage stage = digits.stage;

    @Test
    void a_batch_starts_when_its_manifest_comes_after_its_settings() {
        digits.upload("batch.json", Samples.SETTINGS);
        assertThat(stage.batches().get("digits")).isEmpty();

        digits.upload("manifest.jsonl", lines(0, 100));

        digits.assertStarted(100);
        assertThat(digits.batch().chunks()).isGreaterThan(3);
        assertThat(digits.reasons()).isEmpty();
    }

    @Test
    void a_batch_starts_when_its_settings_come_after_its_manifest_and_until_then_says_what_it_waits_for() {
        digits.upload("manifest.jsonl", lines(0, 5));
        assertThat(digits.reasons()).containsExactly("the batch waits for batch.json: upload it to batches/digits/");

        digits.upload("batch.json", Samples.SETTINGS);

        digits.assertStarted(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3/object-created-batch.json", "sqs/s3-object-created.json", "eventbridge/object-created.json"})
    void each_form_of_notification_starts_a_batch_however_often_it_comes(String event) {
        digits.put("batch.json", Samples.SETTINGS);
        digits.put("manifest.jsonl", lines(0, 5));

        for (int i = 0; i < 3; i++) {
            assertThat(Events.failures(stage.services().intake().handle(Events.sample(event))))
                    .isZero();
        }

        digits.assertStarted(5);
        assertThat(digits.reasons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3/test-event.json", "sqs/s3-test-event.json", "s3/folder-marker.json"})
    void what_is_no_upload_changes_nothing(String event) {
        JsonNode answer = stage.services().intake().handle(Events.sample(event));

        assertThat(Events.failures(answer)).isZero();
        assertThat(stage.rows()).isEmpty();
    }

    @Test
    void uploads_of_things_that_are_no_batch_are_passed_over() {
        digits.flow.upload("results/digits/labels.jsonl", "x");
        digits.flow.upload("batches/digits/notes.txt", "x");

        assertThat(stage.batches().get("digits")).isEmpty();
    }

    @Test
    void a_folder_whose_name_cannot_be_a_batch_is_told_so() {
        digits.flow.upload("batches/my batch#1/batch.json", Samples.SETTINGS);

        assertThat(stage.rejections("batch/my batch#1"))
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).startsWith("the batch folder's name must be"));
    }

    @Test
    void settings_that_are_broken_are_refused_with_the_reason_and_good_ones_start_the_batch_later() {
        digits.put("manifest.jsonl", lines(0, 5));
        digits.upload("batch.json", Samples.SETTINGS.replace("\"min\":2", "\"min\":4"));
        digits.upload("batch.json", "{\"project\":");
        digits.upload("batch.json", Samples.SETTINGS.replace("\"seed\"", "\"sead\""));
        assertThat(digits.reasons())
                .containsExactlyInAnyOrder(
                        "batch.json: overlap must have 1 <= min <= max <= 25, not 4 and 3",
                        "batch.json: is not valid JSON at line 1, column 12",
                        "batch.json: sead is not a known field: you may have meant \"seed\"");
        assertThat(stage.batches().get("digits")).isEmpty();

        digits.upload("batch.json", Samples.SETTINGS);

        digits.assertStarted(5);
    }

    @Test
    void settings_with_a_long_mistake_or_too_long_altogether_are_refused_too() {
        digits.put("manifest.jsonl", lines(0, 5));
        digits.upload("batch.json", Samples.SETTINGS.replace("single-choice", "x".repeat(3000)));
        digits.upload("batch.json", Samples.SETTINGS + " ".repeat(256 << 10));

        assertThat(digits.reasons()).hasSize(2).anyMatch(r -> r.startsWith("batch.json is larger than 256 KiB"));
    }

    @Test
    void a_batch_waits_for_every_file_its_settings_name() {
        String settings = Samples.SETTINGS.replace(
                "\"slices\":2",
                "\"slices\":2,\"prelabel\":{\"labeler\":\"rules\",\"rulesFile\":\"rules.json\"},\"gold\":{\"overlap\":2,\"rate\":0.1}");
        digits.put("manifest.jsonl", lines(0, 5));
        digits.upload("batch.json", settings);
        digits.upload("rules.json", "[]");
        assertThat(digits.reasons())
                .containsExactlyInAnyOrder(
                        "the batch waits for rules.json, which batch.json asks for",
                        "the batch waits for gold.jsonl, which batch.json asks for");

        digits.upload("gold.jsonl", "");

        digits.assertStarted(5);
        assertThat(stage.text(Layout.companion("digits", "rules.json"))).isEqualTo("[]");
    }

    @Test
    void a_key_is_decoded_as_s3_encodes_it() {
        String settings = Samples.SETTINGS.replace("\"slices\":2", "\"slices\":2,\"expectedItems\":1");
        digits.put("batch.json", settings);
        digits.put("items/scan no. 1 (b\u00fcro).txt", "content");

        assertThat(UploadEvents.keys(Events.sample("s3/url-encoded-key.json")))
                .containsExactly("batches/digits/items/scan no. 1 (b\u00fcro).txt");
        assertThat(UploadEvents.keys(Events.sample("eventbridge/object-created.json")))
                .containsExactly("batches/digits/batch.json");
        ObjectNode removed = (ObjectNode) Events.created("batches/digits/batch.json");
        ((ObjectNode) removed.path("Records").get(0)).put("eventName", "ObjectRemoved:Delete");
        assertThat(UploadEvents.keys(removed)).isEmpty();
    }

    @Test
    void an_invocation_tells_a_batch_once_and_uploads_it_could_not_take_by_project_where_that_is_known() {
        digits.upload("manifest.jsonl", lines(0, 5));
        digits.upload("manifest.jsonl", lines(0, 5));
        assertThat(stage.counted()).containsExactly("test: intake.rejected 1");

        digits.upload("batch.json", Samples.SETTINGS);
        digits.upload("batch.json", Samples.SETTINGS);
        assertThat(stage.counted()).containsExactly("demo test: intake.batches 1");

        digits.upload("manifest.jsonl", lines(0, 6));
        assertThat(stage.counted()).containsExactly("demo test: intake.rejected 1");
    }
}
