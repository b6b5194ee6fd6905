package dev.labelmill.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tables of labels in a folder of a test. */
record LabelFiles(Path folder) {

    private static final Path BIRDS = Path.of(System.getProperty("labelmill.root"), "events/batches/birds");

    /** Writes a file of these lines. */
    Path write(String name, String... lines) {
        return writeText(name, String.join("\n", lines) + "\n");
    }

    Path writeText(String name, String text) {
        return writeBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path writeBytes(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The 1,510 real judgements of 302 images by 97 workers. */
    static Path birds() {
        return BIRDS.resolve("labels.csv");
    }

    /** What the images truly show. */
    static Path birdsGold() {
        return BIRDS.resolve("gold.csv");
    }
}
