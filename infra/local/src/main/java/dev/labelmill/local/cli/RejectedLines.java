package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lines of the manifest that were not used.
 *
 * @param folder of the files with place and reason of each
 * @param first  reason: that of the line which comes first in the manifest; if all of its lines were used, the first of those
 *               that only pre-labels were wrong of
 */
record RejectedLines(Path folder, String first) {

    private static final String OF_PRELABELS = "prelabel-";

    /** Those of a run's results; empty if every line was used. */
    static Optional<RejectedLines> in(ResultFolder results) {
        try {
            Optional<JsonNode> first = Optional.empty();
            for (Path file : ofFirstChunk(results.rejected())) {
                first = earlier(first, file);
            }
            return first.map(line -> new RejectedLines(
                    results.rejectedFolder(), line.path("reason").asText()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The rejected lines cannot be read", unreadable);
        }
    }

    /** Chunks are numbered in the manifest's order; each pass over one has a file of its own. */
    private static List<Path> ofFirstChunk(List<Path> files) {
        boolean items = files.stream().anyMatch(file -> !isOfPrelabels(file));
        List<Path> wanted = files.stream()
                .filter(file -> isOfPrelabels(file) != items)
                .sorted(Comparator.comparing(RejectedLines::chunk))
                .toList();
        return wanted.stream()
                .filter(file -> chunk(file).equals(chunk(wanted.get(0))))
                .toList();
    }

    private static boolean isOfPrelabels(Path file) {
        return file.getFileName().toString().startsWith(OF_PRELABELS);
    }

    /** With leading zeros. */
    private static String chunk(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('-'));
    }

    private static Optional<JsonNode> earlier(Optional<JsonNode> first, Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return Stream.concat(first.stream(), lines.map(RejectedLines::parsed))
                    .min(Comparator.comparingLong(line -> line.path("offset").asLong()));
        }
    }

    private static JsonNode parsed(String line) {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8));
    }
}
