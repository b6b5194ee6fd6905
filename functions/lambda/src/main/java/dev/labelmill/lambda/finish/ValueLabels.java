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
import dev.labelmill.lambda.prelabel.AcceptedLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The final labels of a batch whose labels are no classes: what the consensus makes of the gathered tasks, and pre-labels that stand. */
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
        return new ValueAttribute<>(name, "labelmill/" + batch.id(), type, batch.phaseSince());
    }

    @Override
    public LabelsFile.ChunkLabels<FinalValue<V>> open(Chunk chunk) throws IOException {
        return new OfChunk(
                new AcceptedLines(bucket, batch.id(), chunk),
                new GatheredLines.Part<>(
                        bucket, batch.id(), chunk.number(), line -> GatheredValues.read(line, type.valueType())));
    }

    /** The label of an item whose pre-label stands: its own, or the auditor's. */
    private FinalValue<V> accepted(
            JsonNode item, double confidence, Optional<V> audit, boolean missed, Subject subject) {
        V prelabel = type.valueType()
                .cast(ImportedPrelabel.read(batch.settings(), item)
                        .orElseThrow()
                        .value());
        FinalValue<V> standing = FinalValue.accepted(prelabel, confidence);
        findings.add(standing, audit, missed, subject);
        return ValueConsensus.audited(standing, audit);
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
        private final AcceptedLines accepted;
        private final GatheredLines.Part<SettledValues<V>> gathered;
        private SettledValues<V> task;

        OfChunk(AcceptedLines accepted, GatheredLines.Part<SettledValues<V>> gathered) throws IOException {
            this.accepted = accepted;
            this.gathered = gathered;
            task = gathered.next();
        }

        @Override
        public CheckedLabel<FinalValue<V>> of(Line line) throws IOException {
            JsonNode item = item(line);
            Subject subject = ItemSubject.of(type, item);
            FinalValue<V> label = at(line.offset(), item, subject);
            return label == null
                    ? null
                    : new CheckedLabel<>(
                            label,
                            label.value()
                                    .map(value -> checks.violations(value, subject))
                                    .orElse(List.of()));
        }

        private FinalValue<V> at(long offset, JsonNode item, Subject subject) throws IOException {
            Optional<AcceptedLine> stands = accepted.at(offset);
            if (stands.isPresent()) {
                return accepted(item, stands.get().confidence(), Optional.empty(), false, subject);
            }
            if (task == null || task.offset() != offset) {
                return null;
            }
            SettledValues<V> settled = task;
            task = gathered.next();
            if (settled.accepted().isPresent()) {
                return accepted(
                        item, settled.accepted().getAsDouble(), settled.audit(), settled.auditMissed(), subject);
            }
            FinalValue<V> label = consensus.label(settled);
            findings.add(settled, subject);
            review(item, label);
            return label;
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
            return accepted.isExhausted() && task == null;
        }

        @Override
        public void close() throws IOException {
            try (accepted;
                    gathered) {
                task = null;
            }
        }
    }
}
