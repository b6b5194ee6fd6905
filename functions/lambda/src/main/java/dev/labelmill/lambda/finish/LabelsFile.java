package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.core.manifest.ChunkLines;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.results.FinalConsensus;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.core.results.Findings;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.AcceptedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The results: every usable item of the manifest in its order, labelled. Three streams are merged by offset, chunk by
 * chunk: the manifest's lines, the accepted pre-labels and the gathered tasks. Lines in neither are rejected ones.
 */
final class LabelsFile {

    private final Bucket bucket;
    private final Batch batch;
    private final List<Chunk> chunks;
    private final FinalConsensus consensus;

    LabelsFile(Bucket bucket, Batch batch, List<Chunk> chunks, FinalConsensus consensus) {
        this.bucket = bucket;
        this.batch = batch;
        this.chunks = chunks;
        this.consensus = consensus;
    }

    /** What was written: under which attribute, and what the labels add up to. */
    record Written(String attribute, Findings findings) {}

    /** Writes the file, and again under another attribute as long as an item has a field of that name itself. */
    Written write() {
        for (int attempt = 0; ; attempt++) {
            Optional<Written> written = write(name(attempt));
            if (written.isPresent()) {
                return written.get();
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

    /** Empty if the name is taken; the upload is given up then before anybody could see it. */
    private Optional<Written> write(String name) {
        Findings findings = new Findings(consensus, batch.settings().labelType().size());
        try {
            bucket.write(
                    Layout.result(batch.id(), "labels.jsonl"),
                    "application/x-ndjson",
                    out -> write(name, findings, out));
            return Optional.of(new Written(name, findings));
        } catch (LabelAttribute.NameTaken e) {
            return Optional.empty();
        }
    }

    private void write(String name, Findings findings, OutputStream out) throws IOException {
        LabelAttribute attribute =
                new LabelAttribute(name, batch.id(), batch.settings().labelType(), batch.phaseSince());
        for (Chunk chunk : chunks) {
            int maxLineBytes = batch.settings().maxLineBytes();
            ByteRange range = new ByteRange(chunk.start(), chunk.end());
            try (InputStream manifest =
                            bucket.open(chunk.key(), range.openAt(), range.readTo(maxLineBytes), chunk.etag());
                    BufferedReader accepted = accepted(chunk);
                    GatheredTasks.Part gathered = new GatheredTasks.Part(bucket, batch.id(), chunk.number())) {
                Labels labels = new Labels(chunk, findings, accepted, gathered);
                ChunkLines lines = new ChunkLines(manifest, range, maxLineBytes);
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    FinalLabel label = labels.at(line.offset());
                    if (label != null && line instanceof Line.Bytes bytes) {
                        attribute.write(bytes.buffer(), bytes.from(), bytes.length(), label, out);
                    }
                }
                labels.requireComplete();
            }
        }
    }

    private BufferedReader accepted(Chunk chunk) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(bucket.open(Layout.accepted(batch.id(), chunk.number())), 64 << 10),
                StandardCharsets.UTF_8));
    }

    /** The labels of one chunk, asked for by ascending offset. */
    private final class Labels {
        private final Chunk chunk;
        private final Findings findings;
        private final BufferedReader acceptedLines;
        private final GatheredTasks.Part gathered;
        private AcceptedLine accepted;
        private SettledTask task;
        private long found;

        Labels(Chunk chunk, Findings findings, BufferedReader acceptedLines, GatheredTasks.Part gathered)
                throws IOException {
            this.chunk = chunk;
            this.findings = findings;
            this.acceptedLines = acceptedLines;
            this.gathered = gathered;
            accepted = nextAccepted();
            task = gathered.next();
        }

        private AcceptedLine nextAccepted() throws IOException {
            String line = acceptedLines.readLine();
            return line == null ? null : AcceptedLine.read(line);
        }

        /** The label of the line there; null for a rejected one. */
        FinalLabel at(long offset) throws IOException {
            if (accepted != null && accepted.offset() == offset) {
                FinalLabel label = FinalLabel.accepted(accepted.answer(), accepted.confidence());
                findings.add(label);
                accepted = nextAccepted();
                found++;
                return label;
            }
            if (task != null && task.offset() == offset) {
                FinalLabel label = consensus.label(task);
                findings.add(task);
                task = gathered.next();
                found++;
                return label;
            }
            return null;
        }

        /** Results that lack an item, or have one too many, must not look finished. */
        void requireComplete() {
            if (accepted != null || task != null || found != chunk.items()) {
                throw new IllegalStateException("chunk " + chunk.number() + " of batch " + batch.id() + " has "
                        + chunk.items() + " items but " + found + " labels found their line");
            }
        }
    }
}
