package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Answers of gold.jsonl against the items of the results. */
final class KnownAnswers {

    private KnownAnswers() {}

    /**
     * How many ids of gold.jsonl no item has: a line of the manifest that is missing or was rejected, or a slip of the pen.
     *
     * @param results the file of results, which has every item
     * @param gold    ids of the items with a known answer
     */
    static long withoutItem(Path results, Set<String> gold) {
        if (gold.isEmpty()) {
            return 0;
        }
        Set<String> left = new HashSet<>(gold);
        try (BufferedReader lines = Files.newBufferedReader(results)) {
            for (String line = lines.readLine(); line != null && !left.isEmpty(); line = lines.readLine()) {
                JsonNode item = Json.parse(line.getBytes(StandardCharsets.UTF_8));
                left.remove(item.path("id").asText());
            }
            return left.size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The results cannot be read", unreadable);
        }
    }
}
