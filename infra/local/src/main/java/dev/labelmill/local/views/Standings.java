package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.NearDuplicates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** What has become of a chunk's items that have no task for people, of a batch that is not done. */
final class Standings {

    private final boolean isRouted;
    private final Set<Long> waiting;
    private final Set<Long> represented;

    private Standings(boolean isRouted, Set<Long> waiting, Set<Long> represented) {
        this.isRouted = isRouted;
        this.waiting = waiting;
        this.represented = represented;
    }

    static Standings of(Bucket bucket, Batch batch, Chunk chunk) throws IOException {
        if (chunk.routedRound() < 0 || chunk.state() == Chunk.State.CUT) {
            return new Standings(false, Set.of(), Set.of());
        }
        Set<Long> waiting = batch.settings().rounds().isPresent() ? waiting(bucket, chunk) : Set.of();
        Set<Long> represented = batch.settings().nearDuplicates().isPresent()
                ? NearDuplicates.read(bucket, batch.id(), chunk.number())
                        .represented()
                        .keySet()
                : Set.of();
        return new Standings(true, waiting, represented);
    }

    /** Offsets of what the last routed round left; those that calibrate are among them and have tasks. */
    private static Set<Long> waiting(Bucket bucket, Chunk chunk) throws IOException {
        String key = Layout.waiting(chunk.batch(), chunk.routedRound(), chunk.number());
        Set<Long> offsets = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(bucket.open(key)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode left = Json.parse(line.getBytes(StandardCharsets.UTF_8));
                offsets.add(left.path("o").asLong());
            }
        }
        return offsets;
    }

    /** Of the item whose line begins there. */
    Standing at(long offset) {
        if (!isRouted) {
            return Standing.UNROUTED;
        }
        if (represented.contains(offset)) {
            return Standing.REPRESENTED;
        }
        return waiting.contains(offset) ? Standing.WAITING : Standing.ACCEPTED;
    }
}
