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
 * @param chunk  that this line is in, from 0
 * @param offset of it: in the manifest, or, where that is compressed, in the chunk's piece of it
 */
record RejectedLines(Path folder, String first, int chunk, long offset) {

    private static final String OF_PRELABELS = "prelabel-";

    /** Those of a run's results; empty if every line was used. */
    static Optional<RejectedLines> in(ResultFolder results) {
        try {
            Optional<JsonNode> first = Optional.empty();
            List<Path> files = ofFirstChunk(results.rejected());
            for (Path file : files) {
                first = earlier(first, file);
            }
            return first.map(line -> new RejectedLines(
                    results.rejectedFolder(),
                    line.path("reason").asText(),
                    Integer.parseInt(chunk(files.get(0))),
                    line.path("offset").asLong()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The rejected lines cannot be read", unreadable);
        }
    }

    /** The same with file and number of the first line: functions know where in the file it lies, people look for a number. */
    RejectedLines numbered(ManifestFile manifest) {
        try {
            // Where the pieces of a compressed manifest begin, nobody has kept.
            String place = manifest.isCompressed() && chunk > 0 ? "" : ", line " + manifest.lineAt(offset);
            return new RejectedLines(folder, manifest.name() + place + ": " + first, chunk, offset);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The manifest cannot be read", unreadable);
        }
    }

    /** Chunks are numbered in the manifest's order; each pass over one has a file of its own. */
    private static List<Path> ofFirstChunk(List<Path> files) {
        boolean items = files.stream().anyMatch(file -> !isOfPrelabels(name(file)));
        List<Path> wanted = files.stream()
                .filter(file -> isOfPrelabels(name(file)) != items)
                .sorted(Comparator.comparing(RejectedLines::chunk))
                .toList();
        return wanted.stream()
                .filter(file -> chunk(file).equals(chunk(wanted.get(0))))
                .toList();
    }

    /** Whether a file of this name is of lines whose item is used, and only its pre-label is not. */
    static boolean isOfPrelabels(String file) {
        return file.startsWith(OF_PRELABELS);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** With leading zeros. */
    private static String chunk(Path file) {
        String name = name(file);
        return name.substring(name.lastIndexOf('-') + 1, name.lastIndexOf('.'));
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
