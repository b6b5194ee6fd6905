package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.rounds.RoundRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes a copy of a batch with some components replaced. */
final class BatchBuilder {
    private final Batch from;
    private Phase phase;
    private Instant phaseSince;
    private Map<Phase, Instant> entered;
    private String sourceEtag;
    private int chunks;
    private int round;
    private String model;
    private String start;
    private Plan plan;
    private List<String> snapshots;
    private Pauses pauses;
    private List<RoundRecord> rounds;
    private Duplicates duplicates;
    private CalibrationCounts weighed;
    private String note;
    private Spend spent;
    private long version;

    BatchBuilder(Batch batch) {
        from = batch;
        phase = batch.phase();
        phaseSince = batch.phaseSince();
        entered = batch.entered();
        sourceEtag = batch.sourceEtag();
        chunks = batch.chunks();
        round = batch.round();
        model = batch.model();
        start = batch.start();
        plan = batch.plan();
        snapshots = batch.snapshots();
        pauses = batch.pauses();
        rounds = batch.rounds();
        duplicates = batch.duplicates();
        weighed = batch.weighed();
        note = batch.note();
        spent = batch.spent();
        version = batch.version();
    }

    BatchBuilder phase(Phase value) {
        phase = value;
        return this;
    }

    BatchBuilder phaseSince(Instant value) {
        phaseSince = value;
        return this;
    }

    BatchBuilder entered(Map<Phase, Instant> value) {
        entered = value;
        return this;
    }

    BatchBuilder sourceEtag(String value) {
        sourceEtag = value;
        return this;
    }

    BatchBuilder chunks(int value) {
        chunks = value;
        return this;
    }

    BatchBuilder round(int value) {
        round = value;
        return this;
    }

    BatchBuilder model(String value) {
        model = value;
        return this;
    }

    BatchBuilder start(String value) {
        start = value;
        return this;
    }

    BatchBuilder plan(Plan value) {
        plan = value;
        return this;
    }

    BatchBuilder snapshots(List<String> value) {
        snapshots = value;
        return this;
    }

    BatchBuilder pauses(Pauses value) {
        pauses = value;
        return this;
    }

    BatchBuilder rounds(List<RoundRecord> value) {
        rounds = value;
        return this;
    }

    BatchBuilder duplicates(Duplicates value) {
        duplicates = value;
        return this;
    }

    BatchBuilder weighed(CalibrationCounts value) {
        weighed = value;
        return this;
    }

    BatchBuilder note(String value) {
        note = value;
        return this;
    }

    BatchBuilder spent(Spend value) {
        spent = value;
        return this;
    }

    BatchBuilder version(long value) {
        version = value;
        return this;
    }

    Batch build() {
        return new Batch(
                from.settings(),
                from.settingsText(),
                phase,
                from.createdAt(),
                phaseSince,
                entered,
                sourceEtag,
                chunks,
                round,
                model,
                start,
                plan,
                snapshots,
                pauses,
                rounds,
                duplicates,
                weighed,
                note,
                spent,
                version);
    }
}
