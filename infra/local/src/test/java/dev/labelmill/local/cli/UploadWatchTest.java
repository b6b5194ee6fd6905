package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.stack.WatchedHouse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadWatchTest {

    private final Table table = WatchedHouse.shared().premises().table();
    private final StringWriter out = new StringWriter();
    private final UploadWatch watch = new UploadWatch("labelmill", table, new PrintWriter(out), InstantSource.system());

    private void upload(String batch, String bucket) {
        watch.changed("ObjectCreated:Put", bucket, Layout.uploads(batch) + "batch.json", 9, "etag");
    }

    private void reject(String batch, String id, String reason) {
        new RejectedStore(table).keep(new Rejection("batch/" + batch, Instant.now(), id, reason, ""));
    }

    private List<String> said() {
        return out.toString().lines().toList();
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

        assertThat(said())
                .containsExactly(
                        "Batch mended is not taken: batch.json: project is missing.",
                        "Batch mended is not taken: batch.json: labelType is missing.");
    }

    @Test
    void what_a_batch_waits_for_is_told() {
        upload("early", "labelmill");
        reject("early", "1", Intake.WAITING + "gold.jsonl, which batch.json asks for");
        watch.tell();

        assertThat(said())
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

        assertThat(said())
                .containsExactly(
                        "Batch " + WatchedHouse.DIGITS + " is taken.",
                        "Of batch " + WatchedHouse.DIGITS
                                + " something is not taken: its manifest was taken, and another one cannot be.");
    }
}
