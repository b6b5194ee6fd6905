package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * The results: every usable item of the manifest in its order, labelled. The manifest's lines are merged with the
 * labels by offset, chunk by chunk. Lines without a label are rejected ones.
 */
final class LabelsFile {

    /** Its name among the results. */
    static final String NAME = "labels.jsonl";

    private final Bucket bucket;
    private final Batch batch;
    private final List<Chunk> chunks;
    private final long unlabelled;

    /** @param unlabelled items that have no label of their own, since the batch has stopped or nobody has answered */
    LabelsFile(Bucket bucket, Batch batch, List<Chunk> chunks, long unlabelled) {
        this.bucket = bucket;
        this.batch = batch;
        this.chunks = chunks;
        this.unlabelled = unlabelled;
    }

    /** Where a batch's labels come from, and what they are written as. Counts what it gives out. */
    interface Labels<L> {

        /** How a label is written under an attribute of that name. */
        AugmentedLine<L> attribute(String name);

        /** The labels of a chunk. */
        ChunkLabels<L> open(Chunk chunk) throws IOException;

        /** How many items had no label so far since one has none whose label they take. */
        default long orphans() {
            return 0;
        }
    }

    /** The labels of one chunk, asked for by ascending offset. */
    interface ChunkLabels<L> extends AutoCloseable {

        /** The label of a line, and which checks it breaks; null for a rejected one. */
        CheckedLabel<L> of(Line line) throws IOException;

        /** Whether every label has found its line. */
        boolean isExhausted();

        @Override
        void close() throws IOException;
    }

    /** What was written: under which attribute, and the labels that were given out. */
    record Written<S>(String attribute, S labels) {}

    /**
     * Writes the file, and again under another attribute as long as an item has a field of that name itself.
     *
     * @param labels begins anew
     */
    <L, S extends Labels<L>> Written<S> write(Supplier<S> labels) {
        for (int attempt = 0; ; attempt++) {
            String name = name(attempt);
            S source = labels.get();
            if (isWritten(name, source)) {
                return new Written<>(name, source);
            }
        }
    }

    private static String name(int attempt) {
        return switch (attempt) {
            case 0 -> "label";
            case 1 -> "labelmill-label";
            default -> "labelmill-label-" + attempt;
        };
    }

    /** Not if the name is taken; the upload is given up then before anybody could see it. */
    private <L> boolean isWritten(String name, Labels<L> labels) {
        try {
            bucket.write(
                    Layout.result(batch.id(), NAME),
                    "application/x-ndjson",
                    out -> write(labels.attribute(name), labels, out));
            return true;
        } catch (AugmentedLine.NameTaken e) {
            return false;
        }
    }

    private <L> void write(AugmentedLine<L> attribute, Labels<L> labels, OutputStream out) throws IOException {
        long missing = 0;
        for (Chunk chunk : chunks) {
            int maxLineBytes = batch.settings().maxLineBytes();
            ByteRange range = new ByteRange(chunk.start(), chunk.end());
            try (InputStream manifest =
                            bucket.open(chunk.key(), range.openAt(), range.readTo(maxLineBytes), chunk.etag());
                    ChunkLabels<L> found = labels.open(chunk)) {
                ChunkLines lines = new ChunkLines(manifest, range, maxLineBytes);
                long labelled = 0;
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    CheckedLabel<L> label = found.of(line);
                    if (label != null && line instanceof Line.Bytes bytes) {
                        attribute.write(bytes.buffer(), bytes.from(), bytes.length(), label, out);
                    }
                    labelled += label == null ? 0 : 1;
                }
                missing += chunk.items() - labelled;
                requireComplete(chunk, found, labelled);
            }
        }
        long expected = unlabelled + labels.orphans();
        if (missing != expected || labels.orphans() > 0 && unlabelled == 0) {
            throw new IllegalStateException("batch " + batch.id() + " has " + expected + " items without a label but "
                    + missing + " are missing among its results");
        }
    }

    /** Results that lack an item, or have one too many, must not look finished. */
    private void requireComplete(Chunk chunk, ChunkLabels<?> labels, long labelled) {
        if (!labels.isExhausted() || labelled > chunk.items() || unlabelled == 0 && labelled < chunk.items()) {
            throw new IllegalStateException("chunk " + chunk.number() + " of batch " + batch.id() + " has "
                    + chunk.items() + " items but " + labelled + " labels found their line");
        }
    }
}
