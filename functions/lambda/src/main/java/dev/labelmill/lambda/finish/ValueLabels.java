package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.results.FinalValue;
import dev.labelmill.core.results.PrelabelReview;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.results.ValueConsensus;
import dev.labelmill.core.results.ValueFindings;
import dev.labelmill.lambda.imported.ImportedPrelabel;
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
    private final boolean isPrelabelled;

    ValueLabels(Bucket bucket, Batch batch, LabelType<V> type, ValueConsensus<V> consensus) {
        this.bucket = bucket;
        this.batch = batch;
        this.type = type;
        this.consensus = consensus;
        this.checks = batch.settings().checks(type);
        this.isPrelabelled = !(batch.settings().prelabel() instanceof PrelabelSettings.None);
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

    private void review(JsonNode item, FinalValue<V> label) {
        if (!isPrelabelled || label.value().isEmpty()) {
            return;
        }
        PrelabelReview review = findings.prelabels();
        try {
            ImportedPrelabel.read(batch.settings(), item)
                    .ifPresentOrElse(
                            found -> review.add(
                                    found.confidence(),
                                    type.distance(
                                                    type.valueType().cast(found.value()),
                                                    label.value().get())
                                            <= findings.tolerance()),
                            review::addNone);
        } catch (IllegalArgumentException bad) {
            review.addUnusable();
        }
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
            JsonNode item = item(line);
            Subject subject = ItemSubject.of(type, item);
            findings.add(task, subject);
            review(item, label);
            task = gathered.next();
            return new CheckedLabel<>(
                    label,
                    label.value()
                            .map(value -> checks.violations(value, subject))
                            .orElse(List.of()));
        }

        /** The item's line, where something is to be known of it. */
        private JsonNode item(Line line) {
            boolean matters = ItemSubject.matters(type) || isPrelabelled;
            return line instanceof Line.Bytes bytes && matters
                    ? Json.parse(bytes.text().getBytes(StandardCharsets.UTF_8))
                    : MissingNode.getInstance();
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
