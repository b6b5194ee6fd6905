package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.Pauses;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.lambda.json.BatchSettingsReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Batch ↔ row; the settings stay as the text they were uploaded as. */
public final class BatchRows {

    private BatchRows() {}

    static Row write(Batch batch) {
        Row row = Row.at(Keys.batch(batch.id()), Keys.META)
                .set("settings", batch.settingsText())
                .set("phase", batch.phase().name())
                .set("createdAt", batch.createdAt().toString())
                .set("phaseSince", batch.phaseSince().toString())
                .set("etag", batch.sourceEtag())
                .set("chunks", batch.chunks())
                .setUnlessZero("round", batch.round())
                .set("model", batch.model())
                .setStrings("snapshots", batch.snapshots())
                .set("note", batch.note())
                .set(batch.spent())
                .set(Keys.VERSION, batch.version());
        if (batch.start() != null) {
            row.set("start", batch.start());
        }
        if (!batch.pauses().equals(Pauses.NONE)) {
            row.set("pauses", write(batch.pauses()).asMap());
        }
        if (!batch.rounds().isEmpty()) {
            row.set(
                    "rounds",
                    AttributeValue.fromL(batch.rounds().stream()
                            .map(round -> RoundPlanRows.write(round).asMap())
                            .toList()));
        }
        if (!batch.entered().isEmpty()) {
            row.set("entered", write(batch.entered()).asMap());
        }
        if (batch.plan() != null) {
            row.set("plan", write(batch.plan()).asMap());
        }
        if (batch.duplicates() != null) {
            row.set("duplicates", write(batch.duplicates()).asMap());
        }
        if (!batch.weighed().equals(CalibrationCounts.EMPTY)) {
            row.set("weighed", ChunkRows.write(batch.weighed()).asMap());
        }
        return row;
    }

    private static Row write(Map<Phase, Instant> entered) {
        Row row = Row.nested();
        entered.forEach((phase, at) -> row.set(phase.name(), at.toString()));
        return row;
    }

    private static Row write(Pauses pauses) {
        return Row.nested().set("answers", pauses.answers()).set("key", pauses.key());
    }

    private static Pauses readPauses(Row row) {
        return new Pauses(row.number("answers"), row.string("key"));
    }

    private static Row write(Duplicates duplicates) {
        Row row = Row.nested()
                .setUnlessZero("items", duplicates.items())
                .setUnlessZero("gold", duplicates.gold())
                .set("counts", ChunkRows.write(duplicates.counts()).asMap());
        if (!duplicates.scores().equals(ScoreCounts.EMPTY)) {
            row.set("scores", ChunkRows.write(duplicates.scores()).asMap());
        }
        if (duplicates.near().items() > 0) {
            row.set("near", write(duplicates.near()).asMap());
        }
        return row;
    }

    private static Row write(Duplicates.Near near) {
        return Row.nested()
                .set("items", near.items())
                .set("counts", ChunkRows.write(near.counts()).asMap())
                .set("scores", ChunkRows.write(near.scores()).asMap());
    }

    private static Row write(Plan plan) {
        Row row = Row.nested()
                .set("cutoffBin", plan.cutoffBin())
                .set("reason", plan.reason())
                .set("temperature", plan.temperature())
                .set("autoAuditRate", plan.autoAuditRate())
                .set("humanAuditRate", plan.humanAuditRate())
                .set("pilotShare", plan.pilotShare());
        if (plan.heldGold() > 0) {
            row.set("heldGold", plan.heldGold());
        }
        plan.round()
                .ifPresent(round -> row.set("round", RoundPlanRows.write(round).asMap()));
        return row;
    }

    /** The batch in a row. @throws UnreadableRow if it holds none */
    public static Batch read(Row row) {
        return row.as(BatchRows::parse);
    }

    private static Batch parse(Row row) {
        String id = row.pk().substring(Keys.BATCH.length());
        String settings = row.string("settings");
        return new Batch(
                BatchSettingsReader.read(id, settings.getBytes(StandardCharsets.UTF_8)),
                settings,
                Phase.valueOf(row.string("phase")),
                Instant.parse(row.string("createdAt")),
                Instant.parse(row.string("phaseSince")),
                row.has("entered") ? readEntered(row.map("entered")) : Map.of(),
                row.string("etag"),
                (int) row.number("chunks"),
                (int) row.number("round"),
                row.string("model"),
                row.has("start") ? row.string("start") : null,
                row.has("plan") ? readPlan(row.map("plan")) : null,
                row.strings("snapshots"),
                row.has("pauses") ? readPauses(row.map("pauses")) : Pauses.NONE,
                row.list("rounds").stream()
                        .map(round -> RoundPlanRows.readRecord(Row.of(round.m())))
                        .toList(),
                row.has("duplicates") ? readDuplicates(row.map("duplicates")) : null,
                row.has("weighed") ? ChunkRows.readCounts(row.map("weighed")) : CalibrationCounts.EMPTY,
                row.string("note"),
                row.spent(),
                row.number(Keys.VERSION));
    }

    private static Map<Phase, Instant> readEntered(Row row) {
        Map<Phase, Instant> entered = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            if (row.has(phase.name())) {
                entered.put(phase, Instant.parse(row.string(phase.name())));
            }
        }
        return entered;
    }

    private static Duplicates readDuplicates(Row row) {
        return new Duplicates(
                row.number("items"),
                row.number("gold"),
                ChunkRows.readCounts(row.map("counts")),
                row.has("scores") ? ChunkRows.readScores(row.map("scores")) : ScoreCounts.EMPTY,
                row.has("near") ? readNear(row.map("near")) : Duplicates.Near.NONE);
    }

    private static Duplicates.Near readNear(Row row) {
        return new Duplicates.Near(
                row.number("items"), ChunkRows.readCounts(row.map("counts")), ChunkRows.readScores(row.map("scores")));
    }

    private static Plan readPlan(Row row) {
        return new Plan(
                row.optionalInt("cutoffBin"),
                row.string("reason"),
                row.decimal("temperature"),
                row.decimal("autoAuditRate"),
                row.decimal("humanAuditRate"),
                row.decimal("pilotShare"),
                row.has("heldGold") ? row.decimal("heldGold") : 0,
                row.has("round") ? Optional.of(RoundPlanRows.read(row.map("round"))) : Optional.empty());
    }
}
