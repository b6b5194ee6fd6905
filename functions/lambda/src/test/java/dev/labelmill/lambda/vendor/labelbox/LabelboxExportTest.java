package dev.labelmill.lambda.vendor.labelbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelChange.Chosen;
import dev.labelmill.lambda.payload.LabelChange.Valued;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.FileForm.Content;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines of a project's export, annotations as labelbox-python's own tests expect them. */
class LabelboxExportTest {

    private static final ReturnedFile FILE = new ReturnedFile("crowd", "b", "export.ndjson", Stage.START, "e");

    private static final String KEY = "\"global_key\":\"b~d-1~i1\"";
    private static final String BOX =
            "{\"name\":\"bbox\",\"value\":\"bbox\",\"annotation_kind\":\"ImageBoundingBox\",\"classifications\":[],"
                    + "\"bounding_box\":{\"top\":48.0,\"left\":58.0,\"height\":65.0,\"width\":12.0}}";
    private static final String ENTITY =
            "{\"name\":\"named-entity\",\"value\":\"named_entity\",\"annotation_kind\":\"TextEntity\",\"classifications\":[],"
                    + "\"location\":{\"start\":112,\"end\":128,\"token\":\"research suggests\"}}";
    private static final String RADIO =
            "{\"name\":\"radio\",\"value\":\"radio\",\"radio_answer\":{\"name\":\"second\",\"value\":\"second\",\"classifications\":[]}}";
    private static final String CHECKLIST =
            "{\"name\":\"checklist\",\"value\":\"checklist\",\"checklist_answers\":[{\"name\":\"a\",\"value\":\"a\",\"classifications\":[]},"
                    + "{\"name\":\"b\",\"value\":\"b\",\"classifications\":[]}]}";
    private static final String NUMBER = "{\"name\":\"text\",\"value\":\"text\",\"text_answer\":{\"content\":\"4.5\"}}";

    @Test
    void a_label_is_of_who_made_it_and_of_when_it_was_changed_last() throws Exception {
        IncomingLabel label = labels(row(KEY, label("l1", BOX, ""))).get(0);

        assertThat(label.batch()).isEqualTo("b");
        assertThat(label.task()).isEqualTo("i1");
        assertThat(label.dispatch()).isEqualTo("d-1");
        assertThat(label.annotator()).isEqualTo("ann@example.org");
        assertThat(label.vendorLabel()).isEqualTo("l1");
        assertThat(label.milliseconds()).isEqualTo(17_000);
        assertThat(label.revision()).isEqualTo(1_795_514_250_268_000L);
        assertThat(value(label.change()))
                .isEqualTo("[{\"label\":\"bbox\",\"left\":58,\"top\":48,\"width\":12,\"height\":65}]");
    }

    @Test
    void entities_and_answers_are_read_in_the_exports_own_names() throws Exception {
        assertThat(value(labels(row(KEY, label("l1", ENTITY, ""))).get(0).change()))
                .isEqualTo("[{\"label\":\"named-entity\",\"start\":112,\"end\":129}]");
        assertThat(labels(row(KEY, label("l1", "", RADIO))).get(0).change()).isEqualTo(new Chosen("second"));
        assertThat(value(labels(row(KEY, label("l1", "", CHECKLIST))).get(0).change()))
                .isEqualTo("[\"a\",\"b\"]");
        assertThat(value(labels(row(KEY, label("l1", "", NUMBER))).get(0).change()))
                .isEqualTo("4.5");
    }

    @Test
    void whichever_of_the_two_keys_is_ours_tells_the_task() throws Exception {
        assertThat(labels(row("\"external_id\":\"b~d-1~i2\"", label("l1", BOX, "")))
                        .get(0)
                        .task())
                .isEqualTo("i2");
        assertThat(labels(row("\"global_key\":\"dog.jpg\",\"external_id\":\"b~d-1~i2\"", label("l1", BOX, "")))
                        .get(0)
                        .task())
                .isEqualTo("i2");
        assertThat(problems(
                        row("\"global_key\":\"dog.jpg\",\"external_id\":null", label("l1", BOX, "")),
                        row("\"global_key\":\"other~d-1~i1\"", label("l1", BOX, "")),
                        row(KEY, label("l1", BOX, ""))))
                .containsExactly(
                        "line 1: data_row has the key of no task that Labelmill gave, neither as global_key nor as"
                                + " external_id",
                        "line 2: data_row.global_key is of another batch than the file's folder says");
    }

    @Test
    void several_labels_of_a_row_are_several_peoples_and_a_bad_one_spoils_no_other() throws Exception {
        String other = label("l2", BOX, "").replace("ann@", "bob@");
        String polygon = label("l3", BOX.replace("bounding_box", "polygon"), "");

        assertThat(labels(row(KEY, label("l1", BOX, ""), polygon, other)))
                .extracting(IncomingLabel::annotator)
                .containsExactly("ann@example.org", "bob@example.org");
        assertThat(problems(row(KEY, label("l1", BOX, ""), polygon, other)))
                .containsExactly(
                        "line 1: projects.p1.labels[1].annotations.objects[0] is neither a bbox nor an entity of a text,"
                                + " which are all that Labelmill reads");
    }

    @Test
    void a_skip_is_no_label_and_no_annotations_are_one_only_if_it_was_none() throws Exception {
        String empty = label("l1", "", "");

        assertThat(value(labels(row(KEY, empty)).get(0).change())).isEqualTo("[]");
        assertThat(read(row(KEY, empty.replace("\"skipped\":false", "\"skipped\":true")))
                        .get(0)
                        .content()
                        .isEmpty())
                .isTrue();
        assertThat(problems(row(KEY, empty.replace("\"objects\"", "\"frames\""))))
                .containsExactly("line 1: projects.p1.labels[0].annotations.objects is missing");
        assertThat(problems(row(KEY, empty.replace("performance_details", "other"))))
                .containsExactly(
                        "line 1: projects.p1.labels[0].annotations are none, and whether the row was skipped is"
                                + " not told: export performance_details");
        assertThat(read(row(KEY)).get(0).content().isEmpty()).isTrue();
    }

    @Test
    void what_does_not_tell_its_author_or_its_question_is_refused() throws Exception {
        assertThat(problems(
                        row(KEY, label("l1", BOX, "").replace("label_details", "other")),
                        row(KEY, label("l1", BOX, ""))
                                .replace("\"projects\":{", "\"projects\":{\"p0\":{\"labels\":[{}]},"),
                        "{\"data_row\":{" + KEY + "}}",
                        "{broken"))
                .containsExactly(
                        "line 1: projects.p1.labels[0] does not tell who made it and when: export label_details",
                        "line 2: projects are several with labels of this row: export the one that the tasks were put"
                                + " into",
                        "line 3: projects is missing",
                        "line 4: the body is not valid JSON, or repeats a key, at line 1, column 2");
    }

    @Test
    void files_whose_first_line_has_a_data_row_are_exports() throws IOException {
        assertThat(LabelboxExport.formOf(content(row(KEY)))).containsInstanceOf(LabelboxExport.class);
    }

    private static String row(String key, String... labels) {
        return "{\"data_row\":{\"id\":\"ckr\"," + key
                + "},\"media_attributes\":{\"height\":10,\"width\":20},\"projects\":{\"p1\":"
                + "{\"name\":\"birds\",\"labels\":[" + String.join(",", labels) + "]}}}";
    }

    private static String label(String id, String objects, String classifications) {
        return "{\"label_kind\":\"Default\",\"version\":\"1.0.0\",\"id\":\"" + id
                + "\",\"label_details\":{\"created_at\":"
                + "\"2026-11-24T09:57:30.000+00:00\",\"updated_at\":\"2026-11-24T09:57:30.268+00:00\","
                + "\"created_by\":\"ann@example.org\"},\"performance_details\":{\"seconds_to_create\":17,\"skipped\":false},"
                + "\"annotations\":{\"objects\":[" + objects + "],\"classifications\":[" + classifications
                + "],\"relationships\":[]}}";
    }

    private static List<IncomingLabel> labels(String... lines) throws IOException {
        return read(lines).stream()
                .flatMap(record -> record.content().labels().stream())
                .toList();
    }

    private static List<String> problems(String... lines) throws IOException {
        List<String> told = new ArrayList<>();
        for (ReturnedRecord record : read(lines)) {
            record.content().problems().stream()
                    .map(LabelProblem::sentence)
                    .forEach(sentence -> told.add(record.place() + ": " + sentence));
        }
        return told;
    }

    private static List<ReturnedRecord> read(String... lines) throws IOException {
        List<ReturnedRecord> records = new ArrayList<>();
        try (RecordReader reader = new LabelboxExport().read(FILE, content(lines), null)) {
            Optional<ReturnedRecord> record = next(reader);
            while (record.isPresent()) {
                records.add(record.get());
                record = next(reader);
            }
        }
        return records;
    }

    private static Optional<ReturnedRecord> next(RecordReader reader) throws IOException {
        try {
            return reader.next();
        } catch (UnusableContent never) {
            throw new AssertionError(never);
        }
    }

    private static String value(LabelChange change) {
        return Json.write(((Valued) change).value());
    }

    private static Content content(String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new Content() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }
}
