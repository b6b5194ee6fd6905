package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.results.FinalConsensus;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.core.results.Findings;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.AcceptedLine;
import dev.labelmill.lambda.prelabel.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The final classes of a batch: accepted pre-labels, what the consensus makes of the gathered tasks, and these once more. */
final class ClassLabels implements LabelsFile.Labels<FinalLabel> {

    private final Bucket bucket;
    private final Batch batch;
    private final FinalConsensus consensus;
    private final Checks<Choice> checks;
    private final Findings findings;

    ClassLabels(Bucket bucket, Batch batch, FinalConsensus consensus) {
        this.bucket = bucket;
        this.batch = batch;
        this.consensus = consensus;
        this.checks = batch.settings().checks(batch.settings().singleChoice());
        this.findings = new Findings(consensus, checks);
    }

    /** What the labels given out so far add up to. */
    Findings findings() {
        return findings;
    }

    @Override
    public AugmentedLine<FinalLabel> attribute(String name) {
        return new LabelAttribute(name, batch.id(), batch.settings().singleChoice(), batch.phaseSince());
    }

    @Override
    public LabelsFile.ChunkLabels<FinalLabel> open(Chunk chunk) throws IOException {
        BufferedReader accepted = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        bucket.open(Layout.accepted(batch.id(), chunk.routedRound(), chunk.number())), 64 << 10),
                StandardCharsets.UTF_8));
        return new OfChunk(
                accepted,
                new GatheredLines.Part<>(bucket, batch.id(), chunk.number(), GatheredTasks::read),
                TakenLabels.open(bucket, batch, chunk.number()));
    }

    /** Accepted lines and tasks lie in the order of their offsets, and no line is in both; near-duplicates are in neither. */
    private final class OfChunk implements LabelsFile.ChunkLabels<FinalLabel> {
        private final BufferedReader acceptedLines;
        private final GatheredLines.Part<SettledTask> gathered;
        private final TakenLabels taken;
        private AcceptedLine accepted;
        private SettledTask task;

        OfChunk(BufferedReader acceptedLines, GatheredLines.Part<SettledTask> gathered, TakenLabels taken)
                throws IOException {
            this.acceptedLines = acceptedLines;
            this.gathered = gathered;
            this.taken = taken;
            accepted = nextAccepted();
            task = gathered.next();
        }

        private AcceptedLine nextAccepted() throws IOException {
            String line = acceptedLines.readLine();
            return line == null ? null : AcceptedLine.read(line);
        }

        @Override
        public CheckedLabel<FinalLabel> of(Line line) throws IOException {
            FinalLabel label = at(line);
            return label == null ? null : new CheckedLabel<>(label, checks.violations(label.value(), Subject.UNKNOWN));
        }

        private FinalLabel at(Line line) throws IOException {
            if (accepted != null && accepted.offset() == line.offset()) {
                FinalLabel label = FinalLabel.accepted(accepted.answer(), accepted.confidence());
                findings.add(label);
                tell(line, label, 0);
                accepted = nextAccepted();
                return label;
            }
            if (task != null && task.offset() == line.offset()) {
                FinalLabel label = consensus.label(task);
                findings.add(task);
                tell(line, label, findings.bought(task));
                task = gathered.next();
                return label;
            }
            return taken(line.offset());
        }

        private FinalLabel taken(long offset) {
            TakenLabels.Representative representative = taken.of(offset);
            if (representative == null) {
                return null;
            }
            FinalLabel label = representative.label();
            findings.add(label, representative.bought());
            return label;
        }

        private void tell(Line line, FinalLabel label, long bought) {
            if (taken.areTakenFrom(line.offset()) && line instanceof Line.Bytes bytes) {
                String id =
                        Item.read(bytes.buffer(), bytes.from(), bytes.length()).id();
                taken.tell(
                        line.offset(), new TakenLabels.Representative(id, label.answer(), label.confidence(), bought));
            }
        }

        @Override
        public boolean isExhausted() {
            return accepted == null && task == null;
        }

        @Override
        public void close() throws IOException {
            try (acceptedLines;
                    gathered) {
                accepted = null;
                task = null;
                taken.write();
            }
        }
    }
}
