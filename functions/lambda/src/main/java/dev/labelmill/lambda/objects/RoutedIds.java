package dev.labelmill.lambda.objects;

import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The ids of a chunk's items that have a task: JSON strings, one a line. Absent before the chunk is routed. */
public final class RoutedIds {

    private RoutedIds() {}

    /** Stores a chunk's ids. */
    public static void write(Bucket bucket, String batch, int chunk, List<String> ids) {
        String lines = ids.stream()
                .map(id -> Json.write(Json.MAPPER.getNodeFactory().textNode(id)) + "\n")
                .collect(Collectors.joining());
        bucket.put(Layout.routed(batch, chunk), "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    }

    /** A chunk's ids; none before it is routed. */
    public static List<String> read(Bucket bucket, String batch, int chunk) {
        return bucket.read(Layout.routed(batch, chunk))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                                .textValue())
                        .toList())
                .orElse(List.of());
    }
}
