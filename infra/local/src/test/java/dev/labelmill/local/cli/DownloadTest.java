package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.local.stack.WatchedHouse;
import dev.labelmill.local.views.Premises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
