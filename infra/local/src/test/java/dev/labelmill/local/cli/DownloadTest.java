package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.local.stack.WatchedHouse;
import dev.labelmill.local.views.Premises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private final Premises premises = WatchedHouse.shared().premises();
    private final Bucket bucket = new Bucket(premises.s3(), premises.bucketName());

    @TempDir
    private Path folder;

    @Test
    void results_come_with_the_reasons_of_rejected_lines() {
        ResultFolder results = new ResultFolder(folder.resolve("new"));

        new Download(bucket).results(WatchedHouse.NOTES, results);

        assertThat(folder.resolve("new/labels.jsonl")).exists();
        assertThat(RejectedLines.in(results)).hasValueSatisfying(rejected -> {
            assertThat(rejected.folder()).isEqualTo(folder.resolve("new/rejected"));
            assertThat(rejected.first()).startsWith("the line is not valid JSON");
        });
    }

    @Test
    void the_first_rejected_line_is_the_one_that_comes_first_in_the_manifest() throws IOException {
        Path rejected = Files.createDirectory(folder.resolve("rejected"));
        write(rejected.resolve("prelabel-000000.jsonl"), line(0, "a pre-label"));
        write(rejected.resolve("route-000001.jsonl"), line(900, "later"));
        ResultFolder results = new ResultFolder(folder);
        assertThat(first(results)).isEqualTo("later");

        write(rejected.resolve("score-000001.jsonl"), line(500, "earlier"), line(700, "between"));
        assertThat(first(results)).isEqualTo("earlier");

        // Of a packed manifest each piece counts its bytes from 0.
        write(rejected.resolve("score-000000.jsonl"), line(800, "in the first piece"));
        assertThat(first(results)).isEqualTo("in the first piece");
    }

    @Test
    void where_only_prelabels_were_wrong_the_first_of_them_is_told() throws IOException {
        Path rejected = Files.createDirectory(folder.resolve("rejected"));
        write(rejected.resolve("prelabel-000003.jsonl"), line(5, "of a later chunk"));
        write(rejected.resolve("prelabel-000002.jsonl"), line(7, "of an earlier one"));
        assertThat(first(new ResultFolder(folder))).isEqualTo("of an earlier one");
    }

    private static String first(ResultFolder results) {
        return RejectedLines.in(results).orElseThrow().first();
    }

    private static void write(Path file, String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private static String line(long offset, String reason) {
        return "{\"offset\":" + offset + ",\"length\":9,\"reason\":\"" + reason + "\"}";
    }

    @Test
    void nothing_of_an_earlier_run_stays_and_all_else_does() throws IOException {
        Path rejected = Files.createDirectory(folder.resolve("rejected"));
        Files.writeString(rejected.resolve("score-000007.jsonl"), "{\"reason\": \"old\"}\n");
        Files.writeString(folder.resolve("aside.jsonl"), "old");
        Files.writeString(folder.resolve("my-notes.txt"), "mine");
        Files.writeString(rejected.resolve("mine.txt"), "mine");
        ResultFolder results = new ResultFolder(folder);

        new Download(bucket).results(WatchedHouse.DIGITS, results);

        assertThat(folder.resolve("aside.jsonl")).doesNotExist();
        assertThat(RejectedLines.in(results)).isEmpty();
        assertThat(folder.resolve("my-notes.txt")).hasContent("mine");
        assertThat(rejected.resolve("mine.txt")).hasContent("mine");
    }
}
