package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.results.FinalValue;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.results.ValueConsensus;
import dev.labelmill.core.results.ValueFindings;
import dev.labelmill.lambda.json.ItemSubject;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The final labels of a batch whose labels are no classes: what the consensus makes of the gathered tasks. */
final class ValueLabels<V extends LabelValue> implements LabelsFile.Labels<FinalValue<V>> {

    private final Bucket bucket;
    private final Batch batch;
    private final LabelType<V> type;
    private final ValueConsensus<V> consensus;
    private final Checks<V> checks;
    private final ValueFindings<V> findings;

    ValueLabels(Bucket bucket, Batch batch, LabelType<V> type, ValueConsensus<V> consensus) {
        this.bucket = bucket;
        this.batch = batch;
        this.type = type;
        this.consensus = consensus;
        this.checks = batch.settings().checks(type);
        this.findings = new ValueFindings<>(consensus, checks, batch.settings().auditTolerance());
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
        public CheckedLabel<FinalValue<V>> of(Line line) throws IOException {
            if (task == null || task.offset() != line.offset()) {
                return null;
            }
            FinalValue<V> label = consensus.label(task);
            Subject subject = subject(line);
            findings.add(task, subject);
            task = gathered.next();
            return new CheckedLabel<>(
                    label,
                    label.value()
                            .map(value -> checks.violations(value, subject))
                            .orElse(List.of()));
        }

        private Subject subject(Line line) {
            return line instanceof Line.Bytes bytes && ItemSubject.matters(type)
                    ? ItemSubject.of(type, Json.parse(bytes.text().getBytes(StandardCharsets.UTF_8)))
                    : Subject.UNKNOWN;
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
