package dev.labelmill.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sample batches, and copies of them to spoil. */
final class SampleBatches {

    static final Path ROOT = Path.of(System.getProperty("labelmill.root"), "events/batches");

    private SampleBatches() {}

    /** A copy of one, in a folder whose name has a space. */
    static Path copied(String name, Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("my " + name).resolve(name));
        try (Stream<Path> files = Files.list(ROOT.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder.toRealPath();
    }
}
