package dev.labelmill.lambda.vendor.labelbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelChange.Chosen;
import dev.labelmill.lambda.payload.LabelChange.Valued;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.FileForm.Content;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.ReturnedRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Annotations as labelbox-python's own test data write them, of data rows with our keys. */
class LabelboxLinesTest {

    private static final ReturnedFile FILE = new ReturnedFile("crowd", "b", "by/w1/x.ndjson", Stage.START, "e");

    private static final String BBOX = "\"bbox\":{\"top\":28.0,\"left\":38.0,\"height\":41.0,\"width\":43.0}";
    private static final String RADIO =
            "\"answer\":{\"name\":\"choice 1\",\"confidence\":0.99,\"customMetrics\":[{\"name\":\"customMetric1\",\"value\":0.5}]}";
    private static final String POLYGON = "\"polygon\":[{\"x\":10.0,\"y\":20.0},{\"x\":15.0,\"y\":20.0}]";

    @Test
    void the_boxes_of_a_row_are_one_label() throws Exception {
        List<ReturnedRecord> records = read(line("i1", "car", BBOX), line("i1", "bus", BBOX), line("i2", "car", BBOX));

        assertThat(records).extracting(ReturnedRecord::place).containsExactly("lines 1 to 2", "line 3");
        IncomingLabel label = label(records.get(0));
        assertThat(label.task()).isEqualTo("i1");
        assertThat(label.dispatch()).isEqualTo("d-1");
        assertThat(label.annotator()).isEqualTo("w1");
        assertThat(label.revision()).isEqualTo(FILE.revision());
        assertThat(value(label.change()))
                .isEqualTo("[{\"label\":\"car\",\"left\":38,\"top\":28,\"width\":43,\"height\":41},"
                        + "{\"label\":\"bus\",\"left\":38,\"top\":28,\"width\":43,\"height\":41}]");
    }

    @Test
    void entities_and_answers_are_read_by_name_or_else_by_schema() throws Exception {
        List<ReturnedRecord> records = read(
                line("i1", "who", "\"location\":{\"start\":67,\"end\":128}"),
                line("i2", "classification a", RADIO),
                line("i3", "classification b", "\"answer\":[{\"schemaId\":\"ckrb\",\"confidence\":0.82}]"));

        assertThat(value(label(records.get(0)).change())).isEqualTo("[{\"label\":\"who\",\"start\":67,\"end\":129}]");
        assertThat(label(records.get(1)).change()).isEqualTo(new Chosen("choice 1"));
        assertThat(label(records.get(2)).change()).isEqualTo(new Chosen("ckrb"));
    }

    @Test
    void what_is_no_answer_to_one_question_is_told_and_the_rest_is_read() throws Exception {
        assertThat(problems(
                        line("i1", "car", BBOX),
                        line("i1", "shape", POLYGON),
                        line("i2", "classification a", RADIO),
                        line("i2", "classification c", "\"answer\":\"a value\""),
                        line("i3", "classification c", "\"answer\":\"a value\""),
                        line("i4", "mask", "\"mask\":{\"instanceURI\":\"https://example.org\"}"),
                        line("i5", "car", BBOX)))
                .containsExactly(
                        "lines 1 to 2: the body is neither a bbox nor an entity of a text, which are all that Labelmill reads",
                        "lines 3 to 4: answer stands beside other annotations of its data row, and a batch asks one"
                                + " question",
                        "line 5: answer is free text and no number",
                        "line 6: the body is neither a bbox nor an entity of a text, which are all that Labelmill reads",
                        "line 7: i5");
    }

    @Test
    void a_row_that_may_lack_an_annotation_is_no_label() throws Exception {
        assertThat(problems(
                        line("i1", "car", BBOX),
                        "{broken",
                        line("i2", "car", BBOX),
                        line("i3", "car", BBOX),
                        line("i1", "car", BBOX)))
                .hasSize(5)
                .filteredOn(told -> told.startsWith("line 4"))
                .containsExactly("line 4: i3");
    }

    @Test
    void a_row_whose_lines_stand_apart_is_no_label_by_any_of_them() throws Exception {
        String apart =
                ": the data row's annotations stand apart in the file, and none is taken: put its lines one after"
                        + " the other";

        assertThat(problems(
                        line("i1", "car", BBOX),
                        line("i2", "car", BBOX),
                        line("i2", "car", BBOX).replace("\"globalKey\"", "\"id\":\"ckr\",\"globalKey\""),
                        line("i1", "car", BBOX),
                        line("i3", "car", BBOX),
                        line("i1", "car", BBOX)))
                .containsExactly(
                        "line 1" + apart, "lines 2 to 3: i2", "line 4" + apart, "line 5: i3", "line 6" + apart);
    }

    @Test
    void a_file_in_another_order_is_refused_before_anything_of_it_is_read() {
        String[] lines = IntStream.range(0, 2 * (RowsApart.MOST_APART + 1))
                .mapToObj(i -> line("i" + i % (RowsApart.MOST_APART + 1), "car", BBOX))
                .toArray(String[]::new);

        assertThatThrownBy(() -> new LabelboxLines().read(FILE, content(lines), null))
                .isInstanceOf(UnusableContent.class)
                .hasMessage(
                        "the annotations of more than 1000 data rows stand apart in the file: sort its lines by data row");
    }

    @Test
    void a_file_of_more_rows_than_can_be_kept_in_mind_is_refused_before_anything_of_it_is_read() {
        assertThatThrownBy(() -> new LabelboxLines().read(FILE, rows(RowsApart.MOST_RUNS + 1), null))
                .isInstanceOf(UnusableContent.class)
                .hasMessage("the file has more than 1000000 data rows: part it into several files");
    }

    @Test
    void rows_of_others_are_refused() throws Exception {
        assertThat(problems(
                        line("i1", "car", BBOX).replace("\"globalKey\":\"b~", "\"globalKey\":\"other~"),
                        line("i1", "car", BBOX)
                                .replace("\"globalKey\":\"b~d-1~i1\"", "\"id\":\"ckrb1sf1i1g7i0ybcdc6oc8ct\"")))
                .containsExactly(
                        "line 1: dataRow.globalKey is of another batch than the file's folder says",
                        "line 2: dataRow has no globalKey, and Labelbox's own id of it tells no task: have the global keys"
                                + " written");
    }

    @Test
    void only_files_whose_first_line_has_a_data_row_are_labelboxs() throws IOException {
        assertThat(LabelboxExport.formOf(content("\n", line("i1", "car", BBOX))))
                .containsInstanceOf(LabelboxLines.class);
        assertThat(LabelboxExport.formOf(content("{\"task\":\"i1\",\"annotator\":\"w\",\"choice\":\"a\"}")))
                .isEmpty();
        assertThat(LabelboxExport.formOf(content("{\"dataRow\":"))).isEmpty();
        assertThat(LabelboxExport.formOf(content(""))).isEmpty();
    }

    private static String line(String item, String name, String annotation) {
        return "{\"uuid\":\"c1be3a57-597e-48cb-8d8d-a852665f9e72\",\"name\":\"" + name
                + "\",\"dataRow\":{\"globalKey\":\"b~d-1~" + item + "\"},\"classifications\":[]," + annotation + "}";
    }

    private static List<ReturnedRecord> read(String... lines) throws IOException, UnusableContent {
        List<ReturnedRecord> records = new ArrayList<>();
        try (RecordReader reader = new LabelboxLines().read(FILE, content(lines), null)) {
            Optional<ReturnedRecord> record = reader.next();
            while (record.isPresent()) {
                records.add(record.get());
                record = reader.next();
            }
        }
        return records;
    }

    private static List<String> problems(String... lines) throws IOException, UnusableContent {
        return read(lines).stream()
                .map(record -> record.place() + ": "
                        + (record.content().problems().isEmpty()
                                ? label(record).task()
                                : record.content().problems().get(0).sentence()))
                .toList();
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

    /** So many rows, one line each, made while they are read. */
    private static Content rows(int count) {
        return new Content() {
            @Override
            public InputStream open() {
                Iterator<byte[]> lines = IntStream.range(0, count)
                        .mapToObj(
                                i -> ("{\"dataRow\":{\"globalKey\":\"" + i + "\"}}\n").getBytes(StandardCharsets.UTF_8))
                        .iterator();
                return new SequenceInputStream(new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return lines.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return new ByteArrayInputStream(lines.next());
                    }
                });
            }

            @Override
            public long size() {
                return 40L * count;
            }
        };
    }

    private static IncomingLabel label(ReturnedRecord record) {
        return record.content().labels().get(0);
    }

    private static String value(LabelChange change) {
        return Json.write(((Valued) change).value());
    }
}
