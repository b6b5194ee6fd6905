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
import dev.labelmill.lambda.prelabel.AcceptedLine;
import dev.labelmill.lambda.prelabel.Item;
import java.io.IOException;
import java.util.Optional;

/** The final classes of a batch: accepted pre-labels, what the consensus makes of the gathered tasks, and these once more. */
final class ClassLabels implements LabelsFile.Labels<FinalLabel> {

    private final Bucket bucket;
    private final Batch batch;
    private final FinalConsensus consensus;
    private final Checks<Choice> checks;
    private final Findings findings;
    private long orphans;

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
    public long orphans() {
        return orphans;
    }

    @Override
    public AugmentedLine<FinalLabel> attribute(String name) {
        return new LabelAttribute(
                name, "labelmill/" + batch.id(), batch.settings().singleChoice().classes(), batch.phaseSince());
    }

    @Override
    public LabelsFile.ChunkLabels<FinalLabel> open(Chunk chunk) throws IOException {
        return new OfChunk(
                new AcceptedLines(bucket, batch.id(), chunk),
                new GatheredLines.Part<>(bucket, batch.id(), chunk.number(), GatheredTasks::read),
                TakenLabels.open(bucket, batch, chunk.number()));
    }

    /** Accepted lines and tasks lie in the order of their offsets, and no line is in both; near-duplicates are in neither. */
    private final class OfChunk implements LabelsFile.ChunkLabels<FinalLabel> {
        private final AcceptedLines accepted;
        private final GatheredLines.Part<SettledTask> gathered;
        private final TakenLabels taken;
        private SettledTask task;

        OfChunk(AcceptedLines accepted, GatheredLines.Part<SettledTask> gathered, TakenLabels taken)
                throws IOException {
            this.accepted = accepted;
            this.gathered = gathered;
            this.taken = taken;
            task = gathered.next();
        }

        @Override
        public CheckedLabel<FinalLabel> of(Line line) throws IOException {
            FinalLabel label = at(line);
            return label == null ? null : new CheckedLabel<>(label, checks.violations(label.value(), Subject.UNKNOWN));
        }

        private FinalLabel at(Line line) throws IOException {
            Optional<AcceptedLine> stands = accepted.at(line.offset());
            if (stands.isPresent()) {
                FinalLabel label =
                        FinalLabel.accepted(stands.get().answer(), stands.get().confidence());
                findings.add(label);
                tell(line, label, 0);
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
                orphans += taken.isTaken(offset) ? 1 : 0;
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
            return accepted.isExhausted() && task == null;
        }

        @Override
        public void close() throws IOException {
            try (accepted;
                    gathered) {
                task = null;
                taken.write();
            }
        }
    }
}
