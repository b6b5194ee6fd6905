package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.results.FinalValue;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.results.ValueConsensus;
import dev.labelmill.core.results.ValueFindings;
import dev.labelmill.lambda.objects.Bucket;
import java.io.IOException;

/** The final labels of a batch whose labels are no classes: what the consensus makes of the gathered tasks. */
final class ValueLabels<V extends LabelValue> implements LabelsFile.Labels<FinalValue<V>> {

    private final Bucket bucket;
    private final Batch batch;
    private final LabelType<V> type;
    private final ValueConsensus<V> consensus;
    private final ValueFindings<V> findings;

    ValueLabels(Bucket bucket, Batch batch, LabelType<V> type, ValueConsensus<V> consensus) {
        this.bucket = bucket;
        this.batch = batch;
        this.type = type;
        this.consensus = consensus;
        this.findings = new ValueFindings<>(consensus, type, batch.settings().auditTolerance());
    }

    /** What the labels given out so far add up to. */
    ValueFindings<V> findings() {
        return findings;
    }

    @Override
    public AugmentedLine<FinalValue<V>> attribute(String name) {
        return new ValueAttribute<>(name, batch.id(), type, batch.phaseSince());
    }

    @Override
    public LabelsFile.ChunkLabels<FinalValue<V>> open(Chunk chunk) throws IOException {
        return new OfChunk(new GatheredLines.Part<>(
                bucket, batch.id(), chunk.number(), line -> GatheredValues.read(line, type.valueType())));
    }

    private final class OfChunk implements LabelsFile.ChunkLabels<FinalValue<V>> {
        private final GatheredLines.Part<SettledValues<V>> gathered;
        private SettledValues<V> task;

        OfChunk(GatheredLines.Part<SettledValues<V>> gathered) throws IOException {
            this.gathered = gathered;
            task = gathered.next();
        }

        @Override
        public FinalValue<V> at(long offset) throws IOException {
            if (task == null || task.offset() != offset) {
                return null;
            }
            FinalValue<V> label = consensus.label(task);
            findings.add(task);
            task = gathered.next();
            return label;
        }

        @Override
        public boolean isExhausted() {
            return task == null;
        }

        @Override
        public void close() throws IOException {
            gathered.close();
        }
    }
}
