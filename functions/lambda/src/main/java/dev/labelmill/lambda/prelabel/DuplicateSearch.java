package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.weak.Matches;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds ids that come twice in different chunks: one merge over the chunks' sorted hashes. The first
 * in the manifest stays an item; the others are listed for pass 2 to reject, and counted for the plan to
 * leave out.
 */
final class DuplicateSearch {

    private final Bucket bucket;

    DuplicateSearch(Bucket bucket) {
        this.bucket = bucket;
    }

    private record Head(IdHashes.Entry entry, int chunk, DataInputStream rest) {}

    /** What pass 1 counted of the lines found so far. */
    private static final class Count {
        private final CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        private final ScoreCounts.Builder scores = new ScoreCounts.Builder();
        private long items;
        private long gold;

        void add(IdHashes.Entry entry) {
            items++;
            gold += entry.known() ? 1 : 0;
            if (entry.observation() != null) {
                counts.add(entry.observation());
            }
            if (entry.worth() != null) {
                scores.add(entry.worth().cell(), entry.worth().score());
            }
        }

        Duplicates sum() {
            return new Duplicates(items, gold, counts.build(), scores.build(), Duplicates.Near.NONE);
        }
    }

    /**
     * Searches all chunks of a batch, stores where the lines lie that it found, and counts them.
     *
     * @param chunks all of them, scored
     */
    Duplicates run(Batch batch, List<Chunk> chunks) {
        Count count = new Count();
        bucket.write(Layout.duplicates(batch.id()), "application/x-ndjson", out -> merge(chunks, out, count));
        return count.sum();
    }

    private void merge(List<Chunk> chunks, OutputStream out, Count count) throws IOException {
        PriorityQueue<Head> heads = new PriorityQueue<>(
                Comparator.<Head, Long>comparing(h -> h.entry().high(), Long::compareUnsigned)
                        .thenComparing(h -> h.entry().low(), Long::compareUnsigned)
                        .thenComparingInt(Head::chunk)
                        .thenComparingLong(h -> h.entry().offset()));
        try {
            for (Chunk chunk : chunks) {
                String key = Layout.idHashes(chunk);
                offer(heads, chunk.number(), new DataInputStream(new BufferedInputStream(bucket.open(key))));
            }
            IdHashes.Entry kept = null;
            while (!heads.isEmpty()) {
                Head head = heads.remove();
                if (head.entry().sameId(kept)) {
                    write(out, head);
                    count.add(head.entry());
                } else {
                    kept = head.entry();
                }
                offer(heads, head.chunk(), head.rest());
            }
        } finally {
            for (Head head : heads) {
                head.rest().close();
            }
        }
    }

    private static void offer(PriorityQueue<Head> heads, int chunk, DataInputStream rest) throws IOException {
        IdHashes.Entry entry = IdHashes.Entry.read(rest);
        if (entry == null) {
            rest.close();
        } else {
            heads.add(new Head(entry, chunk, rest));
        }
    }

    private static void write(OutputStream out, Head head) throws IOException {
        ObjectNode node = Json.object()
                .put("chunk", head.chunk())
                .put("offset", head.entry().offset())
                .put("ordinal", head.entry().ordinal());
        if (head.entry().matches() != null) {
            node.put("matches", head.entry().matches().toString());
        }
        String line = Json.write(node);
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Offsets of a chunk's lines whose id an earlier chunk has already. */
    Set<Long> of(String batch, int chunk) throws IOException {
        Set<Long> offsets = new HashSet<>();
        forEach(batch, node -> {
            if (node.get("chunk").intValue() == chunk) {
                offsets.add(node.get("offset").longValue());
            }
        });
        return offsets;
    }

    /** A line among the usable ones of its chunk. */
    @FunctionalInterface
    interface Found {
        void at(int chunk, int ordinal);
    }

    /** The lines that were found, one by one, by their numbers among the usable ones of their chunks. */
    void ordinals(String batch, Found each) throws IOException {
        forEach(
                batch,
                node -> each.at(
                        node.get("chunk").intValue(), node.get("ordinal").intValue()));
    }

    /** Which rules match the lines that were found, one by one. */
    void matches(String batch, Consumer<Matches> each) throws IOException {
        forEach(batch, node -> {
            if (node.has("matches")) {
                each.accept(Matches.parse(node.get("matches").textValue()));
            }
        });
    }

    private void forEach(String batch, Consumer<JsonNode> each) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(bucket.open(Layout.duplicates(batch)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(Json.MAPPER.readTree(line));
            }
        }
    }
}
