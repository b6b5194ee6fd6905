package dev.labelmill.local.cli;

import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lines of the manifest that were not used.
 *
 * @param folder of the files with place and reason of each
 * @param first  reason
 */
record RejectedLines(Path folder, String first) {

    /** Those of a run's results; empty if every line was used. */
    static Optional<RejectedLines> in(ResultFolder results) {
        try {
            List<Path> files = results.rejected();
            if (files.isEmpty()) {
                return Optional.empty();
            }
            try (Stream<String> lines = Files.lines(files.get(0))) {
                return lines.findFirst().map(line -> new RejectedLines(results.rejectedFolder(), reason(line)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The rejected lines cannot be read", unreadable);
        }
    }

    private static String reason(String line) {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8)).path("reason").asText();
    }
}
