package dev.labelmill.lambda.objects;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The ids of a chunk's items that have an answer and that a round has asked one more label of. */
public final class ReopenedIds {

    private ReopenedIds() {}

    /** Stores those of a chunk's round. */
    public static void write(Bucket bucket, String batch, int round, int chunk, List<String> ids) {
        bucket.put(
                Layout.reopened(batch, round, chunk),
                "text/plain",
                String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
    }

    /** Those of a chunk's round; none if it asked none. */
    public static List<String> read(Bucket bucket, String batch, int round, int chunk) {
        return bucket.read(Layout.reopened(batch, round, chunk))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }
}
