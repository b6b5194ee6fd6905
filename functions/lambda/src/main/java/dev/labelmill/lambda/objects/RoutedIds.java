package dev.labelmill.lambda.objects;

import dev.labelmill.core.batch.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ids of a chunk's items that have a task, in the order of their lines. A round's object holds those of the rounds
 * before it too.
 */
public final class RoutedIds {

    private RoutedIds() {}

    /**
     * An item that has a task.
     *
     * @param offset of its line in the chunk's object
     * @param id     without control characters, so that it fits a line
     */
    public record Routed(long offset, String id) {

        private String line() {
            return offset + "\t" + id + "\n";
        }

        private static Routed read(String line) {
            int tab = line.indexOf('\t');
            return new Routed(Long.parseLong(line.substring(0, tab)), line.substring(tab + 1));
        }
    }

    /** Stores those of a chunk's round, added to the ones before. */
    public static void write(Bucket bucket, String batch, int round, int chunk, List<Routed> found) {
        Stream<Routed> before = round == 0 ? Stream.empty() : read(bucket, batch, round - 1, chunk).stream();
        String lines = Stream.concat(before, found.stream())
                .sorted(Comparator.comparingLong(Routed::offset))
                .map(Routed::line)
                .collect(Collectors.joining());
        bucket.put(
                Layout.routed(batch, round, chunk),
                "text/tab-separated-values",
                lines.getBytes(StandardCharsets.UTF_8));
    }

    /** A chunk's ids; none before it is routed. */
    public static List<String> read(Bucket bucket, Chunk chunk) {
        return before(bucket, chunk, chunk.routedRound() + 1);
    }

    /** A chunk's ids of the rounds before one; none before it is routed. */
    public static List<String> before(Bucket bucket, Chunk chunk, int round) {
        int last = Math.min(chunk.routedRound(), round - 1);
        return last < 0
                ? List.of()
                : read(bucket, chunk.batch(), last, chunk.number()).stream()
                        .map(Routed::id)
                        .toList();
    }

    /** Those of a chunk as of a round, with their places. */
    public static List<Routed> read(Bucket bucket, String batch, int round, int chunk) {
        return bucket.read(Layout.routed(batch, round, chunk))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(Routed::read)
                        .toList())
                .orElse(List.of());
    }
}
