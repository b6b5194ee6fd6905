package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.stack.WatchedHouse;
import dev.labelmill.local.views.Premises;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadWatchTest {

    private static final String PAGE = "http://127.0.0.1:1";
    private static final String WEBHOOK = "http://127.0.0.1:3";
    private static final String OBJECTS = "http://127.0.0.1:2/labelmill/";

    private final Premises house = WatchedHouse.shared().premises();
    private final Table table = house.table();
    private final List<String> said = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private final UploadWatch watch = new UploadWatch(
            new Bucket(house.s3(), house.bucketName()),
            table,
            new Places(URI.create(WEBHOOK), URI.create(PAGE), URI.create("http://127.0.0.1:2"), house.bucketName()),
            said::add,
            () -> Instant.now().plus(passed));

    private void upload(String batch, String bucket) {
        watch.changed("ObjectCreated:Put", bucket, Layout.uploads(batch) + "batch.json", 9, "etag");
    }

    private void reject(String batch, String id, String reason) {
        new RejectedStore(table).keep(new Rejection("batch/" + batch, Instant.now(), id, reason, ""));
    }

    @Test
    void why_a_batch_is_not_taken_is_told_once_and_each_further_reason_after_it() {
        reject("mended", "0", "batch.json is from before this program was started");
        upload("mended", "labelmill");
        reject("mended", "1", "batch.json: project is missing");
        watch.tell();
        watch.tell();
        upload("mended", "labelmill");
        reject("mended", "2", "batch.json: labelType is missing");
        watch.tell();

        assertThat(said)
                .containsExactly(
                        "Batch mended is not taken: batch.json: project is missing.",
                        "Batch mended is not taken: batch.json: labelType is missing.");
    }

    @Test
    void what_a_batch_waits_for_is_told() {
        upload("early", "labelmill");
        reject("early", "1", Intake.WAITING + "gold.jsonl, which batch.json asks for");
        watch.tell();

        assertThat(said)
                .containsExactly(
                        "Batch early is not taken yet: " + Intake.WAITING + "gold.jsonl, which batch.json asks for.");
    }

    @Test
    void a_batch_that_is_taken_is_told_once_and_not_what_it_waited_for() {
        upload(WatchedHouse.DIGITS, "labelmill");
        upload("elsewhere", "another");
        reject(WatchedHouse.DIGITS, "w", Intake.WAITING + "gold.jsonl");
        reject("elsewhere", "1", "batch.json: project is missing");
        watch.tell();
        watch.tell();
        reject(WatchedHouse.DIGITS, "m", "its manifest was taken, and another one cannot be");
        watch.tell();

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).isEqualTo("Batch digits is taken; how far it is: " + PAGE + "/batches/digits");
        assertThat(said.get(1)).startsWith("Batch digits is done: 120 items, ");
        assertThat(said.get(2))
                .isEqualTo(
                        "Of batch digits something is not taken: its manifest was taken, and another one cannot be.");
    }

    @Test
    void lines_that_are_not_used_and_the_end_are_told_once_with_addresses_that_answer_on_this_machine() {
        upload(WatchedHouse.NOTES, "labelmill");
        watch.tell();
        watch.tell();

        assertThat(said).hasSize(3);
        assertThat(said.get(1))
                .isEqualTo("Of batch notes 1 line of the manifest is rejected; where and why: " + OBJECTS
                        + "rejected/notes/score-000000.jsonl or " + PAGE + "/rejected");
        assertThat(said.get(2))
                .matches("Batch notes is done: 3 items, [0-9]+ labels given\\. Final labels: " + OBJECTS
                        + "results/notes/labels\\.jsonl \\(beside it annotators\\.jsonl, aside\\.jsonl, report\\.html,"
                        + " report\\.json\\), page: " + PAGE + "/batches/notes");
    }

    @Test
    void a_batch_that_goes_on_is_followed_long_after_its_upload_and_its_end_is_told_each_time() {
        insert("long", "");
        upload("long", "labelmill");
        watch.tell();
        passed = Duration.ofHours(3);
        watch.tell();
        watch.tell();
        assertThat(said).containsExactly("Batch long is taken; how far it is: " + PAGE + "/batches/long");

        end("long", "its manifest is gone");
        watch.tell();
        watch.tell();
        upload("long", "labelmill");
        end("long", "its manifest is gone again");
        watch.tell();
        watch.tell();

        assertThat(said.subList(1, said.size()))
                .containsExactly(
                        "Batch long failed: its manifest is gone; its page: " + PAGE + "/batches/long",
                        "Batch long failed: its manifest is gone again; its page: " + PAGE + "/batches/long");
    }

    @Test
    void that_items_lack_is_told_once_when_they_have_not_come_soon() {
        upload(WatchedHouse.BROKEN, "labelmill");
        watch.tell();
        assertThat(said).isEmpty();

        passed = Duration.ofSeconds(11);
        watch.tell();
        watch.tell();
        assertThat(said)
                .containsExactly(
                        "Batch broken is not taken yet: the batch waits for manifest.jsonl, or for _COMPLETE where"
                                + " its items are single objects: upload it to batches/broken/.");
    }

    @Test
    void where_a_vendors_first_tasks_are_is_told_once() {
        for (String key : List.of(
                Layout.outbox("north", "notes", "d-1"),
                Layout.outbox("north", "notes", "d-2"),
                Layout.outbox("experts", "notes", "d-3"))) {
            watch.changed("ObjectCreated:Put", "labelmill", key, 9, "etag");
        }
        watch.tell();

        assertThat(said)
                .containsExactly(
                        "First tasks of batch notes for north: " + OBJECTS
                                + "outbox/north/notes/d-1.jsonl; its labels go to " + WEBHOOK + "/webhooks/north",
                        "First tasks of batch notes for experts: " + OBJECTS
                                + "outbox/experts/notes/d-3.jsonl; its labels go to " + WEBHOOK + "/webhooks/experts");
    }

    @Test
    void tasks_that_are_sent_to_a_vendors_api_are_not_told_as_such_to_fetch() {
        insert("sent", ", \"format\": \"scale\", \"delivery\": \"push\"");
        watch.changed("ObjectCreated:Put", "labelmill", Layout.outbox("north", "sent", "d-1"), 9, "etag");
        watch.tell();

        assertThat(said).isEmpty();
    }

    @Test
    void each_remark_of_a_batch_that_runs_is_told_once() {
        insert("noted", "");
        upload("noted", "labelmill");
        BatchStore batches = new BatchStore(table);
        batches.update("noted", row -> row.noting("one"));
        watch.tell();
        batches.update("noted", row -> row.notingToo("two", "two"));
        watch.tell();

        assertThat(said.subList(1, said.size())).containsExactly("Batch noted: one.", "Batch noted: two.");
    }

    /** @param delivery how the vendor north gets its tasks; empty for the default */
    private void insert(String batch, String delivery) {
        String text = """
                {"project": "tests", "labelType": {"kind": "single-choice", "classes": ["a", "b"]},
                 "overlap": {"min": 1, "max": 1, "targetConfidence": 0.9},
                 "vendors": [{"name": "north", "tier": "crowd", "pricePerLabel": 0, "capacity": 9, "deadlineSeconds": 60%s}]}
                """.formatted(delivery);
        new BatchStore(table)
                .insert(Batch.received(
                        BatchSettingsReader.read(batch, text.getBytes(StandardCharsets.UTF_8)),
                        text,
                        "",
                        Instant.now()));
    }

    private void end(String batch, String note) {
        new BatchStore(table).update(batch, row -> row.noting(note).enter(Phase.FAILED, Instant.now()));
    }
}
