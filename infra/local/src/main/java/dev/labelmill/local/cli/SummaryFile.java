package dev.labelmill.local.cli;

import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the summary is written for programs to read, if anywhere. */
final class SummaryFile {

    private final Optional<Path> file;

    /** @throws Refusal if the file can hardly be written, so that a run is not in vain */
    SummaryFile(Optional<Path> file) {
        this.file = file.map(Path::toAbsolutePath);
        this.file
                .filter(path -> !Files.isDirectory(path.getParent()) || Files.isDirectory(path))
                .ifPresent(path -> {
                    throw Refusal.ofInput(path + " cannot be written.");
                });
    }

    void write(Summary summary) {
        file.ifPresent(path -> {
            try {
                String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(summary.toJson());
                Files.write(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new UncheckedIOException(path + " cannot be written", failed);
            }
        });
    }
}
