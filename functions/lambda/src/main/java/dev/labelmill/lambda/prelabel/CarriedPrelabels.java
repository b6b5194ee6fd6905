package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.PrelabelSettings.Imported;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.ItemSubject;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pre-labels of a chunk whose labels are no single choice. One that is no label of the batch's type is told in
 * {@code rejected/<batch>/prelabel-<chunk>.jsonl}, and people label its item as if it had none.
 */
final class CarriedPrelabels {

    private final Bucket bucket;
    private final BatchSettings settings;
    private final Chunk chunk;
    private final RejectedLines unusable = new RejectedLines();
    private final Optional<Attachments> attachments;

    /** @param detected what a detector finds, if the batch has one */
    CarriedPrelabels(Bucket bucket, BatchSettings settings, Chunk chunk, Optional<DetectedPrelabels> detected)
            throws IOException {
        this.bucket = bucket;
        this.settings = settings;
        this.chunk = chunk;
        this.attachments = settings.prelabel() instanceof Imported imported
                        && imported.source().file().isPresent()
                ? Optional.of(FilePrelabels.read(
                        bucket, settings, imported.source().file().get(), chunk, unusable))
                : detected.map(Function.identity());
    }

    /**
     * What pass 1 knows of an item's pre-label.
     *
     * @param confidence null without a pre-label, or without a score of it
     * @param attachment what is put into the item's line; null if nothing is
     */
    record Carried(Double confidence, JsonNode attachment) {
        private static final Carried NOTHING = new Carried(null, null);
    }

    /** Whether the chunk's lines get pre-labels put into them. */
    boolean areAttached() {
        return attachments.isPresent();
    }

    /** The pre-label of an item; nothing in batches whose pre-labels are classes. */
    Carried of(Item item, Line.Bytes line) throws UnusableContent {
        if (attachments.isEmpty() && !(settings.prelabel() instanceof Imported)) {
            return Carried.NOTHING;
        }
        JsonNode node = Json.parse(line.text().getBytes(StandardCharsets.UTF_8));
        if (attachments.isPresent() && node.has(ImportedPrelabel.ATTACHED)) {
            throw new IllegalArgumentException(
                    ImportedPrelabel.ATTACHED + " is a field that Labelmill writes, and the line has it already");
        }
        try {
            return carried(
                    attachments.isPresent() ? attachments.get().of(item, node) : ImportedPrelabel.read(settings, node),
                    node);
        } catch (IllegalArgumentException bad) {
            unusable.add(line.offset(), line.byteLength(), bad.getMessage());
            return new Carried(null, Json.object().put(ImportedPrelabel.PROBLEM, bad.getMessage()));
        }
    }

    private Carried carried(Optional<ImportedPrelabel> prelabel, JsonNode line) {
        return prelabel.map(found -> new Carried(
                        found.confidence().isPresent() && mayStand(found, settings.labelType(), line)
                                ? found.confidence().getAsDouble()
                                : null,
                        areAttached() ? found.attachment(settings.labelType()) : null))
                .orElse(Carried.NOTHING);
    }

    /** Where pre-labels stand untested, one that breaks a check has no score, so that people label its item. */
    private <V extends LabelValue> boolean mayStand(ImportedPrelabel found, LabelType<V> type, JsonNode line) {
        return settings.prelabel().acceptedUntested().isEmpty()
                || !settings.checks(type).areBroken(type.valueType().cast(found.value()), ItemSubject.of(type, line));
    }

    /** Stores what is wrong with pre-labels, if anything is. */
    void store() {
        unusable.store(bucket, settings.batch(), "prelabel", chunk.number());
    }
}
