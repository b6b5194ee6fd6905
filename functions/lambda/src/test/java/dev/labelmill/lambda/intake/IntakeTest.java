package dev.labelmill.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    private static final String FOLDER = "batches/digits/";

    private final Stage stage = new Stage();
    private final Flow flow = new Flow(stage);

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"source\":\"text number " + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Batch batch() {
        return stage.batches().get("digits").orElseThrow();
    }

    private List<String> reasons() {
        return stage.rejections("batch/digits").stream().map(Rejection::reason).toList();
    }

    private String cutText() {
        return stage.chunks().of("digits").stream()
                .map(c -> new String(
                        stage.bucket().readRange(c.key(), c.start(), (int) (c.end() - c.start())),
                        StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private void assertStarted(int items) {
        assertThat(batch().phase()).isEqualTo(Phase.SCORING);
        assertThat(cutText()).isEqualTo(lines(0, items));
        assertThat(batch().chunks()).isEqualTo(stage.chunks().of("digits").size());
        assertThat(stage.drain(stage.prelabelQueue).stream()
                        .map(m -> m.path("step").asText() + m.path("chunk").asInt())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, batch().chunks())
                        .mapToObj(n -> "SCORE" + n)
                        .toList());
    }

    @Test
    void a_batch_starts_when_its_manifest_comes_after_its_settings() {
        flow.upload(FOLDER + "batch.json", Samples.SETTINGS);
        assertThat(stage.batches().get("digits")).isEmpty();

        flow.upload(FOLDER + "manifest.jsonl", lines(0, 100));

        assertStarted(100);
        assertThat(batch().chunks()).isGreaterThan(3);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void a_batch_starts_when_its_settings_come_after_its_manifest_and_until_then_says_what_it_waits_for() {
        flow.upload(FOLDER + "manifest.jsonl", lines(0, 5));
        assertThat(reasons()).containsExactly("the batch waits for batch.json: upload it to batches/digits/");

        flow.upload(FOLDER + "batch.json", Samples.SETTINGS);

        assertStarted(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3/object-created-batch.json", "sqs/s3-object-created.json", "eventbridge/object-created.json"})
    void each_form_of_notification_starts_a_batch_however_often_it_comes(String event) {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        stage.upload(FOLDER + "manifest.jsonl", lines(0, 5));

        for (int i = 0; i < 3; i++) {
            assertThat(Events.failures(stage.services().intake().handle(Events.sample(event))))
                    .isZero();
        }

        assertStarted(5);
        assertThat(reasons()).isEmpty();
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
        flow.upload("results/digits/labels.jsonl", "x");
        flow.upload("batches/digits/notes.txt", "x");

        assertThat(stage.batches().get("digits")).isEmpty();
    }

    @Test
    void a_folder_whose_name_cannot_be_a_batch_is_told_so() {
        flow.upload("batches/my batch#1/batch.json", Samples.SETTINGS);

        assertThat(stage.rejections("batch/my batch#1"))
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).startsWith("the batch folder's name must be"));
    }

    @Test
    void settings_that_are_broken_are_refused_with_the_reason_and_good_ones_start_the_batch_later() {
        stage.upload(FOLDER + "manifest.jsonl", lines(0, 5));
        flow.upload(FOLDER + "batch.json", Samples.SETTINGS.replace("\"min\":2", "\"min\":4"));
        flow.upload(FOLDER + "batch.json", "{\"project\":");
        flow.upload(FOLDER + "batch.json", Samples.SETTINGS.replace("\"seed\"", "\"sead\""));
        assertThat(reasons())
                .containsExactlyInAnyOrder(
                        "batch.json: overlap must have 1 <= min <= max <= 25, not 4 and 3",
                        "batch.json: is not valid JSON at line 1, column 12",
                        "batch.json: sead is not a known field");
        assertThat(stage.batches().get("digits")).isEmpty();

        flow.upload(FOLDER + "batch.json", Samples.SETTINGS);

        assertStarted(5);
    }

    @Test
    void settings_with_a_long_mistake_or_too_long_altogether_are_refused_too() {
        stage.upload(FOLDER + "manifest.jsonl", lines(0, 5));
        flow.upload(FOLDER + "batch.json", Samples.SETTINGS.replace("single-choice", "x".repeat(3000)));
        flow.upload(FOLDER + "batch.json", Samples.SETTINGS + " ".repeat(256 << 10));

        assertThat(reasons()).hasSize(2).anyMatch(r -> r.startsWith("batch.json is larger than 256 KiB"));
    }

    @Test
    void a_batch_waits_for_every_file_its_settings_name() {
        String settings = Samples.SETTINGS.replace(
                "\"slices\":2",
                "\"slices\":2,\"prelabel\":{\"labeler\":\"rules\",\"rulesFile\":\"rules.json\"},\"gold\":{\"overlap\":2,\"rate\":0.1}");
        stage.upload(FOLDER + "manifest.jsonl", lines(0, 5));
        flow.upload(FOLDER + "batch.json", settings);
        flow.upload(FOLDER + "rules.json", "[]");
        assertThat(reasons())
                .containsExactlyInAnyOrder(
                        "the batch waits for rules.json, which batch.json asks for",
                        "the batch waits for gold.jsonl, which batch.json asks for");

        flow.upload(FOLDER + "gold.jsonl", "");

        assertStarted(5);
        assertThat(stage.text(Layout.companion("digits", "rules.json"))).isEqualTo("[]");
    }

    @Test
    void a_compressed_manifest_is_cut_into_plain_parts_at_line_ends() throws IOException {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        stage.bucket().put(FOLDER + "manifest.jsonl.gz", "application/gzip", gzip(lines(0, 100)));

        flow.uploaded(FOLDER + "manifest.jsonl.gz");

        assertStarted(100);
        assertThat(stage.chunks().of("digits"))
                .allSatisfy(c ->
                        assertThat(stage.text(c.key())).startsWith("{\"id\"").endsWith("\n"));
    }

    @Test
    void a_file_of_several_compressed_members_is_read_to_its_end_over_a_slow_line() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            members.writeBytes(gzip(lines(i, i + 1)));
        }

        byte[] read;
        try (var in = Cutter.unzipped(new FilterInputStream(new ByteArrayInputStream(members.toByteArray())) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                return super.read(buffer, from, Math.min(7, length));
            }
        })) {
            read = in.readAllBytes();
        }

        assertThat(read).asString(StandardCharsets.UTF_8).isEqualTo(lines(0, 50));
    }

    @Test
    void of_an_endless_line_as_much_is_kept_as_shows_that_it_is_too_long() throws IOException {
        stage.upload(
                FOLDER + "batch.json", Samples.SETTINGS.replace("\"slices\":2", "\"slices\":2,\"maxLineBytes\":100"));
        stage.bucket()
                .put(
                        FOLDER + "manifest.jsonl.gz",
                        "application/gzip",
                        gzip(lines(0, 1) + "x".repeat(5_000_000) + "\n" + lines(1, 2)));

        flow.uploaded(FOLDER + "manifest.jsonl.gz");

        assertThat(cutText()).hasSizeLessThan(1000).startsWith(lines(0, 1)).endsWith(lines(1, 2));
        assertThat(cutText().lines().skip(1).findFirst().orElseThrow().length()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this is no gzip"})
    void a_broken_compressed_manifest_fails_the_batch_with_the_reason(String content) {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        flow.upload(FOLDER + "manifest.jsonl.gz", content);

        assertThat(batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(batch().note()).isEqualTo("manifest.jsonl.gz is not a whole gzip file");
        assertThat(reasons()).containsExactly(batch().note());
    }

    @Test
    void an_empty_manifest_fails_the_batch_with_the_reason() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        flow.upload(FOLDER + "manifest.jsonl", "");

        assertThat(batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(batch().note()).isEqualTo("the manifest has no items");
    }

    @Test
    void single_objects_are_a_batch_once_the_marker_is_there() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        for (String name : List.of("a.txt", "sub/b.txt", "scan no. 1 (b\u00fcro).txt")) {
            flow.upload(FOLDER + "items/" + name, "content");
        }
        assertThat(stage.batches().get("digits")).isEmpty();

        flow.upload(FOLDER + "_COMPLETE", "");

        assertThat(batch().phase()).isEqualTo(Phase.SCORING);
        assertThat(cutText().lines())
                .hasSize(3)
                .contains("{\"id\":\"a.txt\",\"source-ref\":\"s3://" + stage.name + "/batches/digits/items/a.txt\"}");
    }

    @Test
    void single_objects_are_a_batch_once_as_many_are_there_as_expected() {
        String settings = Samples.SETTINGS.replace("\"slices\":2", "\"slices\":2,\"expectedItems\":3");
        flow.upload(FOLDER + "batch.json", settings);
        flow.upload(FOLDER + "items/a.txt", "content");
        flow.upload(FOLDER + "items/b.txt", "content");
        flow.services().advance().handle(Events.tick());
        flow.work();
        assertThat(batch().phase()).isEqualTo(Phase.RECEIVED);
        assertThat(stage.batches().active()).containsExactly("digits");

        flow.upload(FOLDER + "items/c.txt", "content");
        flow.services().advance().handle(Events.tick());
        JsonNode complete = stage.drain(stage.intakeQueue).get(0);
        stage.services().intake().handle(Events.queued(List.of(complete, complete)));

        assertThat(batch().phase()).isEqualTo(Phase.SCORING);
        assertThat(cutText().lines()).hasSize(3);
    }

    @Test
    void a_key_is_decoded_as_s3_encodes_it() {
        String settings = Samples.SETTINGS.replace("\"slices\":2", "\"slices\":2,\"expectedItems\":1");
        stage.upload(FOLDER + "batch.json", settings);
        stage.upload(FOLDER + "items/scan no. 1 (b\u00fcro).txt", "content");

        assertThat(UploadEvents.keys(Events.sample("s3/url-encoded-key.json")))
                .containsExactly("batches/digits/items/scan no. 1 (b\u00fcro).txt");
        assertThat(UploadEvents.keys(Events.sample("eventbridge/object-created.json")))
                .containsExactly("batches/digits/batch.json");
        ObjectNode removed = (ObjectNode) Events.created("batches/digits/batch.json");
        ((ObjectNode) removed.path("Records").get(0)).put("eventName", "ObjectRemoved:Delete");
        assertThat(UploadEvents.keys(removed)).isEmpty();
    }

    @Test
    void another_manifest_for_a_running_batch_is_refused_and_the_batch_goes_on_unharmed() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        flow.upload(FOLDER + "manifest.jsonl", lines(0, 50));
        Batch before = batch();
        List<Chunk> chunks = stage.chunks().of("digits");

        flow.uploaded(FOLDER + "manifest.jsonl");
        assertThat(reasons()).isEmpty();
        flow.upload(FOLDER + "manifest.jsonl", lines(50, 60));
        flow.uploaded(FOLDER + "manifest.jsonl");
        flow.upload(FOLDER + "batch.json", Samples.SETTINGS.replace("\"seed\":7", "\"seed\":8"));

        assertThat(reasons())
                .containsExactly("batch \"digits\" has been accepted with another manifest.jsonl; upload this one as a"
                        + " batch of another name");
        assertThat(batch().version()).isEqualTo(before.version());
        assertThat(batch().settings().seed()).isEqualTo(7);
        assertThat(stage.chunks().of("digits")).isEqualTo(chunks);
        assertThat(cutText()).isEqualTo(lines(0, 50));
        assertThat(flow.untilLabelling("digits").phase()).isEqualTo(Phase.LABELLING);
    }

    @Test
    void a_batch_that_is_over_tells_whoever_uploads_to_it_again() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        flow.upload(FOLDER + "manifest.jsonl", "");
        flow.upload(FOLDER + "manifest.jsonl", lines(0, 5));

        assertThat(batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(reasons()).hasSize(2).anyMatch(r -> r.contains("upload this one as a batch of another name"));
    }

    @Test
    void a_batch_is_cancelled_at_any_time() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        flow.upload(FOLDER + "manifest.jsonl", lines(0, 5));

        flow.upload(FOLDER + "_CANCEL", "");
        flow.work();
        flow.services().advance().handle(Events.tick());

        assertThat(batch().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(stage.batches().active()).isEmpty();
        assertThat(stage.chunks().of("digits")).extracting(Chunk::state).containsOnly(Chunk.State.CUT);
    }

    @Test
    void a_cancellation_whose_event_comes_first_holds_all_the_same() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        stage.upload(FOLDER + "manifest.jsonl", lines(0, 5));
        flow.upload(FOLDER + "_CANCEL", "");

        flow.uploaded(FOLDER + "manifest.jsonl");

        assertThat(stage.batches().get("digits")).isEmpty();
        assertThat(reasons()).containsExactly("the batch was cancelled before it began; upload it under another name");
    }

    @Test
    void an_intake_that_died_at_any_write_ends_like_the_calm_one_when_its_message_comes_again() {
        Crash counting = Crash.never();
        Map<String, Object> calm = startDieing(counting);
        int writes = counting.writes();
        assertThat(writes).isGreaterThanOrEqualTo(6);

        for (int at = 1; at <= writes; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                Map<String, Object> state = startDieing(crash);

                assertThat(crash.happened()).isTrue();
                assertThat(state).as("died at write %d", at).isEqualTo(calm);
            }
        }
    }

    /** Both uploads in one SQS batch, delivered again while messages are called failed. */
    private static Map<String, Object> startDieing(Crash crash) {
        Stage own = new Stage();
        Flow run = new Flow(own);
        own.upload(FOLDER + "batch.json", Samples.SETTINGS);
        own.upload(FOLDER + "manifest.jsonl", lines(0, 50));
        JsonNode event = Events.queued(
                List.of(Events.created(FOLDER + "manifest.jsonl"), Events.created(FOLDER + "batch.json")));
        run.dieing(crash);
        if (Events.failures(run.services().intake().handle(event)) > 0) {
            assertThat(Events.failures(own.services().intake().handle(event))).isZero();
        }
        assertThat(own.drain(own.prelabelQueue).stream()
                        .map(m -> m.path("chunk").asInt())
                        .distinct()
                        .count())
                .isEqualTo(own.batches().get("digits").orElseThrow().chunks());
        return run.canonical();
    }

    @Test
    void an_intake_that_died_and_finds_another_manifest_refuses_that() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        stage.upload(FOLDER + "manifest.jsonl", lines(0, 100));
        dieAt(8);

        stage.upload(FOLDER + "manifest.jsonl", lines(0, 7));
        stage.services().intake().handle(Events.created(FOLDER + "manifest.jsonl"));

        assertThat(reasons()).singleElement().asString().contains("accepted with another manifest");
        assertThat(cutText()).isEqualTo(lines(0, 100));
    }

    private void dieAt(int write) {
        Crash crash = Crash.before(write);
        JsonNode event = Events.queued(List.of(Events.created(FOLDER + "manifest.jsonl")));
        assertThat(Events.failures(stage.services(crash).intake().handle(event)))
                .isEqualTo(1);
        assertThat(crash.happened()).isTrue();
    }

    @Test
    void an_intake_that_died_and_finds_other_objects_cuts_those_alone() {
        stage.upload(FOLDER + "batch.json", Samples.SETTINGS);
        IntStream.range(0, 30).forEach(i -> stage.upload(FOLDER + "items/i" + i + ".txt", "content"));
        stage.upload(FOLDER + "_COMPLETE", "");
        JsonNode event = Events.queued(List.of(Events.created(FOLDER + "_COMPLETE")));
        // The batch's row, three parts, three chunk rows, one message: the ninth write is the row again.
        assertThat(Events.failures(stage.services(Crash.before(9)).intake().handle(event)))
                .isEqualTo(1);
        stage.services().prelabel().handle(Events.queued(stage.drain(stage.prelabelQueue)));
        assertThat(stage.chunks().of("digits").size()).isGreaterThan(1);

        IntStream.range(1, 30)
                .forEach(i -> stage.s3.deleteObject(b -> b.bucket(stage.name).key(FOLDER + "items/i" + i + ".txt")));
        assertThat(Events.failures(stage.services().intake().handle(event))).isZero();

        assertThat(cutText().lines()).hasSize(1);
        assertThat(new Flow(stage).untilLabelling("digits").phase()).isEqualTo(Phase.LABELLING);
        assertThat(stage.chunks().of("digits").stream().mapToLong(Chunk::items).sum())
                .isEqualTo(1);
    }
}
