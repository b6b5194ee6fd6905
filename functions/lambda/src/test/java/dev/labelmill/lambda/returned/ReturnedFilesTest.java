package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files put into the bucket, and the labels that are in the table then. */
class ReturnedFilesTest extends ReturnedFilesDesk {

    @Test
    void each_line_of_a_json_lines_file_becomes_a_label_and_a_bad_one_is_kept_with_its_line() {
        returned(
                "a.jsonl",
                "\uFEFF{\"task\":\"i1\",\"annotator\":\"w1\",\"choice\":\"yes\",\"seconds\":2.5}\r\n"
                        + "\r\n{\"task\":\"i1\"\n"
                        + "{\"task\":\"i#2\",\"annotator\":\"w1\",\"choice\":\"yes\"}\n"
                        + "{\"task\":\"i2\",\"annotator\":\"w1\",\"choice\":\"maybe\"}\n"
                        + "{\"task\":\"i2\",\"annotator\":\"w1\",\"choice\":\"no\"}");

        assertThat(answers("i1")).isEqualTo("w1 1");
        assertThat(labels("i1").get(0).millis()).isEqualTo(2500);
        assertThat(answers("i2")).isEqualTo("w1 0");
        assertThat(reasons("a.jsonl"))
                .hasSize(3)
                .anySatisfy(reason -> assertThat(reason).startsWith("b/a.jsonl, line 3: "))
                .anySatisfy(reason -> assertThat(reason).isEqualTo("b/a.jsonl, line 4: task holds the character #"))
                .anySatisfy(reason -> assertThat(reason).startsWith("b/a.jsonl, line 5: choice \"maybe\""));
    }

    @Test
    void a_file_that_is_told_of_twice_stores_nothing_twice() {
        returned("a.csv", "task,annotator,choice\ni1,w1,yes\ni9,w1,yes\n");
        Label first = labels("i1").get(0);
        take(Events.created(FOLDER + "a.csv"));

        assertThat(labels("i1")).containsExactly(first);
        assertThat(reasons("a.csv")).hasSize(1);
    }

    @Test
    void a_table_may_have_its_columns_in_any_order_and_others_beside_them() {
        returned("a.csv", "Label;note;Worker;task;seconds\n\"yes\";;w1;i1;3\nno;\"a \"\"b\"\";c\";w2;i1;\n");

        assertThat(answers("i1")).isEqualTo("w1 1, w2 0");
    }

    @Test
    void a_quote_that_is_not_closed_costs_its_own_row_alone() {
        returned("a.csv", "task,annotator,choice\n\"i1,w1,yes\ni2,w\"1,yes\ni3,w1,\"yes\"\n");

        assertThat(labels("i1")).isEmpty();
        assertThat(answers("i2")).isEqualTo("w\"1 1");
        assertThat(answers("i3")).isEqualTo("w1 1");
        assertThat(reasons("a.csv"))
                .containsExactly(
                        "b/a.csv, line 2: the row has a quoted cell that is not closed; the rows behind it are read as they"
                                + " stand");
    }

    @Test
    void a_bare_carriage_return_ends_no_row_silently() {
        returned("a.csv", "task,annotator,choice\ni1,w1,yes\ri2,w1,yes\ni3,w1,no\n");

        assertThat(labels("i1")).isEmpty();
        assertThat(answers("i3")).isEqualTo("w1 0");
        assertThat(reasons("a.csv")).singleElement().asString().contains("line 2", "carriage return");
    }

    @Test
    void a_text_over_several_lines_is_one_cell_where_the_row_fits_the_header() {
        returned("a.tsv", "task\tannotator\tchoice\tnote\ni1\tw1\tyes\t\"one\ntwo\"\ni2\tw1\tno\t\n");

        assertThat(answers("i1")).isEqualTo("w1 1");
        assertThat(answers("i2")).isEqualTo("w1 0");
        assertThat(reasons("a.tsv")).isEmpty();
    }

    @Test
    void the_results_of_a_toloka_pool_are_labels_of_their_workers_and_a_rejected_one_is_taken_back() {
        String header =
                "INPUT:labelmill_batch\tINPUT:labelmill_task\tINPUT:labelmill_dispatch\tINPUT:image\tOUTPUT:label\t"
                        + "GOLDEN:label\tASSIGNMENT:assignment_id\tASSIGNMENT:worker_id\tASSIGNMENT:status\tASSIGNMENT:submitted\t"
                        + "ASSIGNMENT:accepted\tASSIGNMENT:rejected\n";
        String given = "\t" + DISPATCH + "\thttps://x/1\t";
        returned(
                "pool.tsv",
                header
                        + ("b\ti1" + given
                                + "yes\t\ta1\tw1\tAPPROVED\t2026-11-24T08:00:00.123\t2026-11-24T09:00:00\t\n")
                        + ("b\ti1" + given + "no\t\ta2\tw2\tSUBMITTED\t2026-11-24T08:00:00.123\t\t\n")
                        + ("b\ti2" + given + "\t\ta2\tw2\tSKIPPED\t\t\t\n")
                        + ("c\ti2" + given + "no\t\ta2\tw2\tSUBMITTED\t2026-11-24T08:00:00\t\t\n")
                        + ("b\ti2" + given + "[],\"a\":1\t\ta2\tw2\tSUBMITTED\t2026-11-24T08:00:00\t\t\n"));
        assertThat(answers("i1")).isEqualTo("w1 1, w2 0");
        assertThat(labels("i1"))
                .extracting(Label::revision)
                .containsExactlyInAnyOrder(1_795_510_800_000_000L, 1_795_507_200_123_000L);
        assertThat(labels("i2")).isEmpty();
        assertThat(reasons("pool.tsv"))
                .containsExactlyInAnyOrder(
                        "b/pool.tsv, line 5: INPUT:labelmill_batch is another than the file's folder says",
                        "b/pool.tsv, line 6: OUTPUT:label begins with [ but holds more than a list");

        returned(
                "pool-2.tsv",
                header + "b\ti1" + given + "no\t\ta2\tw2\tREJECTED\t2026-11-24T08:00:00.123\t\t2026-11-24T10:00:00\n");
        assertThat(labels("i1").stream().filter(Label::isTombstone)).hasSize(1);
    }

    @Test
    void a_label_is_taken_back_and_a_higher_revision_wins() {
        returned("a.csv", "task,annotator,choice,revision\ni1,w1,yes,5\ni2,w1,yes,5\n");
        returned("b.csv", "task,annotator,choice,revision,deleted\ni1,w1,,6,TRUE\ni2,w1,no,4,\n");

        assertThat(labels("i1")).singleElement().matches(Label::isTombstone);
        assertThat(answers("i2")).isEqualTo("w1 1");
    }

    @Test
    void a_packed_file_is_read_like_a_plain_one_and_a_broken_one_is_told() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("task,annotator,choice\ni1,w1,yes\n".getBytes(StandardCharsets.UTF_8));
        }
        returned("a.csv.gz", packed.toByteArray());
        returned("b.csv.gz", "task,annotator,choice\n".getBytes(StandardCharsets.UTF_8));

        assertThat(answers("i1")).isEqualTo("w1 1");
        assertThat(reasons("b.csv.gz"))
                .containsExactly("b/b.csv.gz, file: the file is not a whole gzip file; upload it again");
    }

    @Test
    void empty_files_and_unknown_forms_are_told() {
        returned("a.csv", "");
        returned("a.json", "");
        returned("a.txt", "x");
        returned("c.csv", "task,annotator\ni1,w1\n");

        assertThat(reasons("a.csv"))
                .hasSize(4)
                .contains("b/a.csv, file: the file is empty", "b/a.json, file: the file is empty")
                .anySatisfy(reason -> assertThat(reason).contains("a.txt").contains("must end with"))
                .anySatisfy(reason -> assertThat(reason).contains("the header needs the columns"));
    }

    @Test
    void one_bad_task_of_a_label_studio_export_drops_no_other() {
        String good =
                "{\"id\":2,\"data\":{\"labelmill_batch\":\"b\",\"labelmill_task\":\"i2\"},\"annotations\":[{\"id\":7,"
                        + "\"completed_by\":3,\"was_cancelled\":false,\"lead_time\":1.5,\"updated_at\":\"2026-11-24T09:00:00Z\","
                        + "\"result\":[{\"type\":\"choices\",\"value\":{\"choices\":[\"yes\"]}}]}]}";
        returned("export.json", "[{\"id\":1,\"data\":{}},\n{\"id\":1,},\n" + good + "]");

        assertThat(answers("i2")).isEqualTo("3 1");
        assertThat(labels("i2").get(0).revision()).isEqualTo(1_795_510_800_000_000L);
        assertThat(reasons("export.json")).hasSize(2);
    }

    @Test
    void a_later_export_of_label_studio_takes_back_what_was_skipped_and_gives_what_was_skipped_no_more() {
        returned("1.json", "[" + exported("i1", 7, 9, false) + "," + exported("i2", 8, 9, true) + "]");
        assertThat(answers("i1")).isEqualTo("3 1");
        assertThat(labels("i2")).singleElement().matches(Label::isTombstone);

        returned("2.json", "[" + exported("i1", 7, 10, true) + "," + exported("i2", 8, 10, false) + "]");
        assertThat(labels("i1")).singleElement().matches(Label::isTombstone);
        assertThat(labels("i2")).filteredOn(label -> !label.isTombstone()).hasSize(1);

        returned("1-again.json", "[" + exported("i1", 7, 9, false) + "," + exported("i2", 8, 9, true) + "]");
        assertThat(labels("i1")).singleElement().matches(Label::isTombstone);
        assertThat(labels("i2")).filteredOn(label -> !label.isTombstone()).hasSize(1);
        assertThat(reasons("2.json")).isEmpty();
    }

    @Test
    void a_skipped_annotation_takes_back_no_other_annotation_of_the_same_person() {
        returned("1.json", "[" + exported("i1", 7, 9, false) + "]");
        returned("2.json", "[" + exported("i1", 8, 10, true) + "]");

        assertThat(answers("i1")).isEqualTo("3 1");
        assertThat(reasons("2.json")).isEmpty();
    }

    private static String exported(String item, int annotation, int hour, boolean skipped) {
        return "{\"id\":1,\"data\":{\"labelmill_batch\":\"b\",\"labelmill_task\":\"" + item
                + "\"},\"annotations\":[{\"id\":" + annotation + ",\"completed_by\":3,\"was_cancelled\":" + skipped
                + ",\"updated_at\":\"2026-11-24T" + (hour < 10 ? "0" : "") + hour
                + ":00:00Z\",\"result\":[{\"type\":\"choices\",\"value\":{\"choices\":[\"yes\"]}}]}]}";
    }

    @Test
    void worker_responses_of_a_labeling_job_are_labels_of_the_line_of_its_task_file_that_their_path_names() {
        stage.batches().insert(Samples.labelling("birds", BIRDS));
        for (String item : List.of("x", "duck")) {
            stage.claimed(Task.forPeople("birds", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 5), DISPATCH);
        }
        stage.upload(
                "outbox/crowd/birds/" + DISPATCH + ".jsonl",
                "{\"source-ref\":\"s3://b/x.jpg\",\"labelmill-task\":\"x\"}\n"
                        + "{\"source-ref\":\"s3://b/f.jpg\",\"labelmill-task\":\"duck\"}\n");
        String job = "returns/crowd/birds/" + DISPATCH + "-2/";
        String response = job + "annotations/worker-response/iteration-1/1/2019-04-18_16-13-04.json";
        String manifest = job + "manifests/output/output.manifest";

        stage.upload(
                response, Events.sample("ground-truth/worker-response.json").toString());
        stage.upload(manifest, "{\"source-ref\":\"s3://b/f.jpg\"}");
        take(Events.created(response));
        take(Events.created(manifest));
        take(Events.created(response));

        assertThat(reasons("../birds/x", response)).isEmpty();
        List<Label> labels = stage.labels().of("birds", "duck");
        assertThat(labels).hasSize(5).allMatch(label -> label.answer().getAsInt() == 1);
        assertThat(labels).extracting(Label::annotator).contains("public.us-east-1.PVT2UWMRMJM2P4TXAMYIB6ZZJE");
        assertThat(labels).extracting(Label::revision).contains(1555603844_000_000L);
        assertThat(stage.labels().of("birds", "x")).isEmpty();
    }

    @Test
    void a_worker_response_of_a_job_that_no_task_file_is_named_after_is_told() {
        String name = "d-99/annotations/worker-response/iteration-1/0/2019-04-18_16-13-04.json";
        returned(name, Events.sample("ground-truth/worker-response.json").toString());

        assertThat(reasons(name)).singleElement().asString().contains("name the labeling job after its task file");
    }
}
