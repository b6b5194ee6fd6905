package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the summary is written for programs to read, if anywhere. */
final class SummaryFile {

    private final Optional<Path> file;

    /** @throws Refusal if the file can hardly be written, so that a run is not in vain */
    SummaryFile(Optional<Path> file) {
        this.file = file.map(Path::toAbsolutePath);
        this.file.ifPresent(SummaryFile::requireWritable);
    }

    /** @throws Refusal if the file can hardly be written */
    static void requireWritable(Path file) {
        Path path = file.toAbsolutePath();
        if (!Files.isDirectory(path.getParent()) || Files.isDirectory(path)) {
            throw Refusal.ofInput(path + " cannot be written.");
        }
    }

    /** @throws Refusal if a file to write is one of those to read, whose content would be gone */
    static void requireOther(Path file, Stream<Path> read) {
        Path written = file.toAbsolutePath().normalize();
        if (read.anyMatch(other -> other.toAbsolutePath().normalize().equals(written))) {
            throw Refusal.ofInput(file + " is to be read and to be written; name another file to write.");
        }
    }

    void write(JsonNode summary) {
        file.ifPresent(path -> {
            try {
                String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(summary);
                Files.write(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new UncheckedIOException(path + " cannot be written", failed);
            }
        });
    }
}
