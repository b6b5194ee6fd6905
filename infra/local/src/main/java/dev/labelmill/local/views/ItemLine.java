package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.store.ChunkStore;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads one item's line, by its range. */
final class ItemLine {

    private final Bucket bucket;
    private final ChunkStore chunks;

    ItemLine(Premises premises) {
        bucket = premises.bucket();
        chunks = new ChunkStore(premises.table());
    }

    /** The line; empty if no item's line lies there. */
    Optional<JsonNode> read(String batch, LineAt at) {
        Optional<String> key = at.isInResults()
                ? Optional.of(ResultItems.key(batch))
                : chunks.get(batch, at.chunk()).map(chunk -> chunk.key());
        return key.flatMap(object -> lineIn(object, at))
                .filter(line -> line.path("id").isTextual());
    }

    private Optional<JsonNode> lineIn(String key, LineAt at) {
        try {
            return Optional.of(Json.parse(bucket.readRange(key, at.offset(), at.length())));
        } catch (ContentChanged | S3Exception | IllegalArgumentException noLine) {
            return Optional.empty();
        }
    }
}
