package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.notify.Rejections;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.VendorLabelStore;
import dev.labelmill.lambda.vendor.Mark;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files put into the bucket, and the labels that are in the table then. */
class ReturnedFilesTest {

    private static final String FOLDER = "returns/crowd/b/";
    private static final String DISPATCH = "d-0123456789abcdef";

    private static final String BIRDS = Samples.SETTINGS
            .replace("[\"no\",\"yes\"]", "[\"Canary\",\"Duck\"]")
            .replace("\"min\":2,\"max\":3", "\"min\":5,\"max\":5");

    private final Stage stage = new Stage();
    private final List<Notice> told = new ArrayList<>();
    /** What passes between two looks at the clock, in invocations of five minutes. */
    private Duration tick = Duration.ZERO;

    ReturnedFilesTest() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        for (String item : List.of("i1", "i2", "i3")) {
            task(item);
        }
    }

    private void task(String item) {
        stage.claimed(Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2), DISPATCH);
    }

    private void returned(String name, String content) {
        returned(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void returned(String name, byte[] content) {
        stage.bucket().put(FOLDER + name, "application/octet-stream", content);
        take(Events.created(FOLDER + name));
    }

    private void take(JsonNode message) {
        assertThat(ReturnedFiles.isAbout(message)).isTrue();
        LabelIntake labels = new LabelIntake(
                "intake",
                stage.batches(),
                stage.tasks(),
                new ItemLines(stage.chunks(), stage.bucket()),
                new LabelStore(stage.table()),
                new VendorLabelStore(stage.table()),
                stage.meter,
                () -> stage.now);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        DeliveryMetrics metrics = new DeliveryMetrics(
                new ForgeryCounter(() -> stage.now), new EmfLog(nowhere, () -> stage.now, bytes -> {}), "test", 20);
        new ReturnedFiles(
                        stage.bucket(),
                        new LabelDesk(labels, new LeaseStore(stage.table()), metrics, () -> stage.now),
                        new RejectedStore(stage.table()),
                        new Queue(stage.sqs, stage.intakeQueue),
                        told::addAll,
                        Duration.ofMinutes(5),
                        ticking(stage.now))
                .take(message, stage.now);
    }

    private InstantSource ticking(Instant began) {
        AtomicReference<Instant> now = new AtomicReference<>(began);
        return () -> now.updateAndGet(time -> time.plus(tick));
    }

    /** Reads a file on until no message asks for it; how many invocations that takes, with the one before. */
    private int untilRead() {
        int invocations = 1;
        for (List<JsonNode> more = stage.drain(stage.intakeQueue); !more.isEmpty(); invocations++) {
            more.forEach(this::take);
            more = stage.drain(stage.intakeQueue);
        }
        return invocations;
    }

    private List<Label> labels(String item) {
        return stage.labels().of("b", item);
    }

    private String answers(String item) {
        return labels(item).stream()
                .map(label -> label.annotator() + " " + label.answer().getAsInt())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<String> reasons(String name, String key) {
        return new RejectedStore(stage.table())
                        .of(
                                "returns/crowd",
                                stage.bucket()
                                        .dated(key)
                                        .orElseThrow()
                                        .modified()
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate())
                        .stream()
                        .map(Rejection::reason)
                        .toList();
    }

    private List<String> reasons(String name) {
        return new RejectedStore(stage.table())
                        .of(
                                "returns/crowd",
                                stage.bucket()
                                        .dated(FOLDER + name)
                                        .orElseThrow()
                                        .modified()
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate())
                        .stream()
                        .map(Rejection::reason)
                        .toList();
    }

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
    void what_an_invocation_cannot_finish_another_goes_on_with_record_by_record() {
        String rows = IntStream.range(0, 50)
                .mapToObj(i -> "t" + i + ",w1,yes\n")
                .collect(Collectors.joining("", "task,annotator,choice\n", ""));
        IntStream.range(0, 50).parallel().forEach(i -> task("t" + i));
        tick = Duration.ofSeconds(20);

        returned("a.csv", rows);

        assertThat(untilRead()).isEqualTo(4);
        assertThat(IntStream.range(0, 50).filter(i -> labels("t" + i).size() == 1))
                .hasSize(50);
        assertThat(reasons("a.csv")).isEmpty();
    }

    @Test
    void a_packed_file_is_gone_on_with_where_it_was_left() throws IOException {
        IntStream.range(0, 25).parallel().forEach(i -> task("t" + i));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 25; i++) {
                gzip.write(("{\"task\":\"t" + i + "\",\"annotator\":\"w1\",\"choice\":\"yes\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        tick = Duration.ofSeconds(30);

        returned("a.jsonl.gz", packed.toByteArray());

        assertThat(untilRead()).isEqualTo(3);
        assertThat(IntStream.range(0, 25).filter(i -> labels("t" + i).size() == 1))
                .hasSize(25);
    }

    @Test
    void records_without_labels_are_no_reason_to_run_out_of_time() {
        String header = "INPUT:labelmill_task\tOUTPUT:label\tASSIGNMENT:worker_id\tASSIGNMENT:status\n";
        tick = Duration.ofSeconds(2);

        returned("a.tsv", header + "i1\t\tw1\tSKIPPED\n".repeat(450) + "i1\tyes\tw1\tSUBMITTED\n");

        assertThat(untilRead()).isEqualTo(4);
        assertThat(answers("i1")).isEqualTo("w1 1");
    }

    @Test
    void a_file_of_which_nothing_can_be_used_has_a_hundred_rows_and_one_that_sums_up_the_rest() {
        tick = Duration.ofSeconds(5);
        for (int i = 0; i < 2; i++) {
            returned("a.csv", "task,annotator,choice\n" + "none,w1,yes\n".repeat(150));
            assertThat(untilRead()).isEqualTo(3);
        }

        assertThat(reasons("a.csv"))
                .hasSize(FileRejections.MOST_ROWS + 1)
                .contains("b/a.csv, line 2: there is no task \"none\" in batch \"b\"")
                .contains(
                        "b/a.csv, the rest: 50 more records or labels cannot be used, and only the first 100 are told one"
                                + " by one; all of them are in the file, which stays where it is: put right what is told and"
                                + " upload it again");
    }

    @Test
    void records_that_say_different_things_in_one_revision_are_told_with_their_lines_and_the_first_stands() {
        for (int i = 0; i < 2; i++) {
            returned(
                    "a.csv",
                    "task,annotator,choice,revision,deleted\ni1,w1,yes,5,\ni1,w1,no,5,\ni1,w1,yes,5,\ni1,w1,,5,true\n"
                            + "i2,w1,no,,\ni2,w1,yes,,\ni1,w1,no,4,\n");
        }

        assertThat(answers("i1")).isEqualTo("w1 1");
        assertThat(answers("i2")).isEqualTo("w1 0");
        assertThat(reasons("a.csv"))
                .containsExactlyInAnyOrder(contradiction(3, "i1"), contradiction(5, "i1"), contradiction(7, "i2"));
    }

    private static String contradiction(int line, String item) {
        return "b/a.csv, line " + line + ": annotator \"w1\" has said something else of task \"" + item
                + "\" in the same revision, which stands: what comes later needs a higher one";
    }

    @Test
    void a_file_of_which_something_cannot_be_used_is_one_notice_however_often_and_in_how_many_parts_it_is_read() {
        String rows = IntStream.range(0, 450)
                .mapToObj(i -> (i % 2 == 0 ? "none" + i : "t" + i) + ",w1," + (i == 1 ? "maybe" : "yes") + "\n")
                .collect(Collectors.joining("", "task,annotator,choice\n", ""));
        IntStream.range(0, 450).parallel().forEach(i -> task("t" + i));
        tick = Duration.ofSeconds(1);
        for (int i = 0; i < 2; i++) {
            returned("a.csv", rows);
            assertThat(untilRead()).isEqualTo(2);
        }

        assertThat(told).hasSize(2);
        assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
        Notice notice = told.get(0);
        assertThat(notice.type()).isEqualTo(Notice.TASK_REJECTED);
        assertThat(notice.project()).isEqualTo("demo");
        assertThat(notice.data().path("source").asText()).isEqualTo("returns/crowd");
        assertThat(notice.data().path("delivery").asText()).isEqualTo(FOLDER + "a.csv");
        assertThat(notice.data().path("batch").asText()).isEqualTo("b");
        assertThat(notice.data().path("labels").asInt()).isEqualTo(226);
        assertThat(notice.data().path("problems")).hasSize(20);
        assertThat(notice.data()
                        .path("problems")
                        .valueStream()
                        .map(one -> one.path("reason").asText()))
                .allMatch(reason -> reason.startsWith("line "));
    }

    @Test
    void files_that_cannot_be_read_or_lie_in_no_batchs_folder_are_told_and_good_ones_are_not() {
        returned("a.jsonl", "{\"task\":\"i1\",\"annotator\":\"w1\",\"choice\":\"yes\"}\n");
        assertThat(told).isEmpty();

        returned("a.csv", "");
        stage.upload("returns/crowd/loose.csv", "task,annotator,choice\n");
        take(Events.created("returns/crowd/loose.csv"));

        assertThat(told)
                .extracting(notice -> notice.data().at("/problems/0/reason").asText())
                .containsExactly(
                        "the file is empty",
                        "the file lies in no batch's folder; upload it to returns/<vendor>/<batch>/");
        assertThat(told).extracting(Notice::project).containsExactly("demo", "");
    }

    @Test
    void what_a_human_loop_of_a_flow_answers_in_vain_is_told_to_its_batchs_project() {
        String flow = "returns/crowd/labelmill-dev-birds/2026/11/24/08/50/00/";
        String output = Events.sample("a2i/output.json").toString();
        stage.upload(flow + "loop-1/output.json", output.replace("\"no\"", "\"maybe\""));
        take(Events.created(flow + "loop-1/output.json"));
        stage.upload(flow + "loop-2/output.json", output.replace("\"labelmill-batch\":\"b\"", "\"a\":1"));
        take(Events.created(flow + "loop-2/output.json"));

        assertThat(told).extracting(Notice::project).containsExactly("demo", "");
        assertThat(told)
                .extracting(notice -> notice.data().path("batch").asText("none"))
                .containsExactly("b", "none");
    }

    @Test
    void a_human_loop_that_nobody_answered_is_one_notice_however_often_it_is_told() {
        ObjectNode failed = (ObjectNode) Events.sample("a2i/human-loop-completed.json");
        ((ObjectNode) failed.path("detail")).put("humanLoopName", "loop-1").put("humanLoopStatus", "Failed");
        take(failed);
        take(failed);

        assertThat(told)
                .hasSize(2)
                .extracting(Notice::id)
                .containsOnly(told.get(0).id());
        assertThat(told.get(0).type()).isEqualTo(Notice.TASK_REJECTED);
        assertThat(told.get(0).data().path("delivery").asText()).isEqualTo("human loop loop-1");
        assertThat(told.get(0).data().at("/problems/0/reason").asText())
                .isEqualTo("the human loop loop-1 failed, so that nobody has answered");
    }

    @Test
    void a_file_replaced_while_it_was_read_is_left_to_its_own_event() {
        returned("a.csv", "task,annotator,choice\ni1,w1,yes\n");
        take(new ReturnMessage(FOLDER + "a.csv", "another", 0, Optional.empty(), Rejections.ofLabels()).toJson());
        take(new ReturnMessage(
                        FOLDER + "a.csv",
                        stage.bucket().head(FOLDER + "a.csv").orElseThrow().etag(),
                        1,
                        Optional.of(new Mark(33, 3, "")),
                        Rejections.ofLabels())
                .toJson());

        assertThat(answers("i1")).isEqualTo("w1 1");
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
