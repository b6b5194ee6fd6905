package dev.labelmill.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run's results go on this machine.
 *
 * @param path the folder, which need not be there yet
 */
record ResultFolder(Path path) {

    /** The folder in it of what says why lines of the manifest were not used. */
    static final String REJECTED = "rejected";

    private static final Path PARENT = Path.of("labelmill-out");
    private static final List<String> RESULTS =
            List.of("labels.jsonl", "aside.jsonl", "annotators.jsonl", "report.json", "report.html");
    private static final String REJECTED_LINES = "[a-z-]+-[0-9]+\\.jsonl";

    /**
     * The folder of a batch's results.
     *
     * @param chosen by the user, if at all
     * @throws Refusal if it is no folder, the one that the batch is read from, or cannot be written, so that a run is not in
     *     vain
     */
    static ResultFolder of(BatchFolder batch, Optional<Path> chosen) {
        Path path = chosen.orElseGet(() -> PARENT.resolve(batch.settings().batch()));
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw Refusal.ofInput(path + " is not a folder.");
        }
        // A file of the batch may have the name of a result, and would be gone.
        if (path.toAbsolutePath().normalize().equals(batch.path())) {
            throw Refusal.ofInput(path + " is the batch's own folder; name another for its results.");
        }
        requireWritable(path);
        return new ResultFolder(path);
    }

    /** Tries it in the nearest folder there is, so that no folder is made for a run that is refused for something else. */
    private static void requireWritable(Path path) {
        Path there = path.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw Refusal.ofInput(path + " cannot be written: " + there + " is not a folder.");
        }
        try {
            Files.delete(Files.createTempFile(there, ".labelmill", ""));
        } catch (IOException | SecurityException refused) {
            throw Refusal.ofInput(path + " cannot be written: no file can be made in " + there + ".");
        }
    }

    /** Removes what an earlier run has left, and nothing else that lies there. */
    void clear() {
        try {
            for (String name : RESULTS) {
                Files.deleteIfExists(path.resolve(name));
            }
            for (Path lines : rejected()) {
                Files.delete(lines);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("What an earlier run left in " + path + " cannot be removed", failed);
        }
    }

    /** The files that say why lines were not used, in their order; none if all were. */
    List<Path> rejected() throws IOException {
        try (Stream<Path> files = Files.isDirectory(rejectedFolder()) ? Files.list(rejectedFolder()) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().matches(REJECTED_LINES))
                    .sorted()
                    .toList();
        }
    }

    /** The folder of those files. */
    Path rejectedFolder() {
        return path.resolve(REJECTED);
    }
}
