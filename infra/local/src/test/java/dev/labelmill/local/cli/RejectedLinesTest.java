package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedLinesTest {

    private static final String LINES = "{\"id\":\"a\",\"source\":\"grün\"}\r\n\n{\"id\":\"b\"\n{\"id\":\"c\"\n";

    @TempDir
    private Path folder;

    @Test
    void the_first_rejected_line_is_told_with_its_file_and_number() throws IOException {
        Path manifest = Files.writeString(folder.resolve("manifest.jsonl"), LINES);
        rejected();

        RejectedLines found = RejectedLines.in(new ResultFolder(folder)).orElseThrow();
        assertThat(found.numbered(new ManifestFile(manifest)).first())
                .isEqualTo("manifest.jsonl, line 3: the line is not valid JSON");
    }

    @Test
    void places_in_a_compressed_manifest_are_those_of_its_content() throws IOException {
        Path manifest = folder.resolve("manifest.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(manifest))) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new ManifestFile(manifest).lineAt(offset("{\"id\":\"c\""))).isEqualTo(4);
        assertThat(new ManifestFile(manifest).lineAt(0)).isEqualTo(1);
        assertThat(new RejectedLines(folder, "id is missing", 0, 0)
                        .numbered(new ManifestFile(manifest))
                        .first())
                .isEqualTo("manifest.jsonl.gz, line 1: id is missing");
        assertThat(new RejectedLines(folder, "id is missing", 3, 0)
                        .numbered(new ManifestFile(manifest))
                        .first())
                .isEqualTo("manifest.jsonl.gz: id is missing");
    }

    private void rejected() throws IOException {
        Files.createDirectory(folder.resolve(ResultFolder.REJECTED));
        Files.writeString(
                folder.resolve(ResultFolder.REJECTED).resolve("score-00000.jsonl"),
                "{\"offset\":" + offset("{\"id\":\"c\"") + ",\"length\":9,\"reason\":\"another\"}\n"
                        + "{\"offset\":" + offset("{\"id\":\"b\"")
                        + ",\"length\":9,\"reason\":\"the line is not valid JSON\"}\n");
    }

    private static long offset(String text) {
        return LINES.substring(0, LINES.indexOf(text)).getBytes(StandardCharsets.UTF_8).length;
    }
}
