package dev.labelmill.lambda.train;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.training.Earlier;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Heads to start from: that of the batch's round before, and for its first the last of its project with the same classes and
 * features. Of batches that train at once the last to end is remembered; which of them it is matters little, since a start
 * saves time and changes weights by no more than the optimiser's tolerance.
 */
final class EarlierHeads {

    private static final Logger LOG = Logger.getLogger(EarlierHeads.class);

    private static final String MODEL = "model";

    private final Bucket bucket;

    EarlierHeads(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * What a training starts from.
     *
     * @param model bucket key of the head
     */
    record Start(String model, Earlier head) {}

    /** Bucket key of the last head of the batch's project and kind; empty without one. */
    Optional<String> last(Batch batch) {
        try {
            return bucket.read(lastKey(batch))
                    .map(json -> Json.parse(json).path(MODEL).asText());
        } catch (IllegalArgumentException e) {
            LOG.warnf("batch %s starts from no head of its project: %s", batch.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Remembers a head of the batch as the last of its project and kind. */
    void remember(Batch batch, String key) {
        byte[] json = Json.write(Json.object().put(MODEL, key)).getBytes(StandardCharsets.UTF_8);
        bucket.put(lastKey(batch), "application/json", json);
    }

    /**
     * What the batch's next training starts from.
     *
     * @param dimension of the batch's features
     * @throws ContentChanged if the head of the round before is gone
     * @throws IllegalArgumentException if it is another than was written
     */
    Optional<Start> of(Batch batch, int dimension) {
        if (!batch.model().isEmpty()) {
            Earlier own = stored(batch, batch.model(), dimension).ofThisBatch();
            return Optional.of(new Start(batch.model(), own));
        }
        return batch.start() == null || batch.start().isEmpty()
                ? Optional.empty()
                : elsewhere(batch, batch.start(), dimension);
    }

    /** Another batch's may have been deleted, or its key written by hand: nothing depends on it. */
    private Optional<Start> elsewhere(Batch batch, String start, int dimension) {
        try {
            Earlier other = stored(batch, start, dimension).ofAnother();
            return Optional.of(new Start(start, other));
        } catch (ContentChanged | IllegalArgumentException e) {
            LOG.warnf("batch %s does not start from %s: %s", batch.id(), start, e.getMessage());
            return Optional.empty();
        }
    }

    private StoredHead stored(Batch batch, String key, int dimension) {
        try (InputStream in = new BufferedInputStream(bucket.open(key))) {
            return StoredHead.read(in, Kind.of(batch, bucket), dimension);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private String lastKey(Batch batch) {
        return Layout.lastModel(
                batch.settings().project(), Kind.of(batch, bucket).bytes());
    }
}
