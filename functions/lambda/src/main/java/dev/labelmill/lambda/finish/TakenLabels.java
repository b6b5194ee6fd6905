package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.NearDuplicates;
import dev.labelmill.lambda.prelabel.NearDuplicates.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels that a chunk's near-duplicates take, and those that others take from the chunk. Representatives come first in
 * the manifest: what is needed of earlier chunks was stored with them. Memory depends on the chunk's own items only.
 */
final class TakenLabels {

    private final Bucket bucket;
    private final String batch;
    private final int chunk;
    private final NearDuplicates near;
    private final Map<Place, Representative> known = new HashMap<>();
    private final SortedMap<Long, Representative> told = new TreeMap<>();

    private TakenLabels(Bucket bucket, String batch, int chunk, NearDuplicates near) {
        this.bucket = bucket;
        this.batch = batch;
        this.chunk = chunk;
        this.near = near;
    }

    /**
     * A representative with its final label.
     *
     * @param bought labels and adjudications that it took
     */
    record Representative(String id, int answer, double confidence, long bought) {

        FinalLabel label() {
            return FinalLabel.takenFrom(id, answer, confidence);
        }
    }

    /** Those of a chunk; none in a batch that labels every item for itself. */
    static TakenLabels open(Bucket bucket, Batch batch, int chunk) throws IOException {
        if (batch.settings().nearDuplicates().isEmpty()) {
            return new TakenLabels(bucket, batch.id(), chunk, NearDuplicates.NONE);
        }
        TakenLabels labels = new TakenLabels(bucket, batch.id(), chunk, NearDuplicates.read(bucket, batch.id(), chunk));
        labels.readEarlier();
        return labels;
    }

    private void readEarlier() throws IOException {
        Map<Integer, Set<Place>> wanted = near.represented().values().stream()
                .filter(place -> place.chunk() != chunk)
                .collect(Collectors.groupingBy(Place::chunk, TreeMap::new, Collectors.toSet()));
        for (Map.Entry<Integer, Set<Place>> ofChunk : wanted.entrySet()) {
            byte[] lines =
                    bucket.read(Layout.takenLabels(batch, ofChunk.getKey())).orElseThrow();
            read(ofChunk.getKey(), new String(lines, StandardCharsets.UTF_8), ofChunk.getValue());
        }
    }

    private void read(int number, String lines, Set<Place> wanted) throws IOException {
        for (String line : lines.lines().toList()) {
            JsonNode node = Json.MAPPER.readTree(line);
            Place place = new Place(number, node.get("offset").longValue());
            if (wanted.contains(place)) {
                known.put(
                        place,
                        new Representative(
                                node.get("id").textValue(),
                                node.get("answer").intValue(),
                                node.get("confidence").doubleValue(),
                                node.get("bought").longValue()));
            }
        }
    }

    /** Whether others take the label of the item at this offset, so that {@link #tell} must be told it. */
    boolean areTakenFrom(long offset) {
        return near.representatives().contains(offset);
    }

    /** Tells the label of a representative. */
    void tell(long offset, Representative representative) {
        told.put(offset, representative);
        known.put(new Place(chunk, offset), representative);
    }

    /** Whether the item at this offset takes another one's label. */
    boolean isTaken(long offset) {
        return near.represented().containsKey(offset);
    }

    /** Whose label the item at this offset takes; null if none, or if that has none itself. */
    Representative of(long offset) {
        return known.get(near.represented().get(offset));
    }

    /** Stores what later chunks take from this one. */
    void write() {
        if (near.representatives().isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        told.forEach((offset, representative) -> lines.append(Json.write(Json.object()
                        .put("offset", offset)
                        .put("id", representative.id())
                        .put("answer", representative.answer())
                        .put("confidence", representative.confidence())
                        .put("bought", representative.bought())))
                .append('\n'));
        bucket.put(
                Layout.takenLabels(batch, chunk),
                "application/x-ndjson",
                lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
