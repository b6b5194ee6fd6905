package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Chunk ↔ row. */
public final class ChunkRows {

    private ChunkRows() {}

    static Row write(Chunk chunk) {
        return Row.at(Keys.batch(chunk.batch()), Keys.chunk(chunk.number()))
                .set("key", chunk.key())
                .set("start", chunk.start())
                .set("end", chunk.end())
                .set("etag", chunk.etag())
                .set("state", chunk.state().name())
                .setUnlessZero("round", chunk.round())
                .setStrings("attempts", chunk.attempts())
                .set("counts", write(chunk.counts()).asMap())
                .set("scores", write(chunk.scores()).asMap())
                .setUnlessZero("items", chunk.items())
                .setUnlessZero("rejected", chunk.rejected())
                .setUnlessZero("autoAccepted", chunk.autoAccepted())
                .setUnlessZero("autoAudited", chunk.autoAudited())
                .setUnlessZero("autoViolations", chunk.autoViolations())
                .setUnlessZero("people", chunk.people())
                .setUnlessZero("gold", chunk.gold())
                .setUnlessZero("nearDuplicates", chunk.nearDuplicates())
                .setUnlessZero("labelEvents", chunk.labelEvents())
                .set(chunk.spent())
                .setUnlessZero("askedUntil", chunk.askedUntil().toEpochMilli())
                .set(Keys.VERSION, chunk.version());
    }

    /** The chunk in a row. @throws UnreadableRow if it holds none */
    public static Chunk read(Row row) {
        return row.as(ChunkRows::parse);
    }

    private static Chunk parse(Row row) {
        return new Chunk(
                row.pk().substring(Keys.BATCH.length()),
                Integer.parseInt(row.sk().substring(Keys.CHUNK_SK.length())),
                row.string("key"),
                row.number("start"),
                row.number("end"),
                row.string("etag"),
                Chunk.State.valueOf(row.string("state")),
                (int) row.number("round"),
                row.strings("attempts"),
                readCounts(row.map("counts")),
                row.has("scores") ? readScores(row.map("scores")) : ScoreCounts.EMPTY,
                row.number("items"),
                row.number("rejected"),
                row.number("autoAccepted"),
                row.number("autoAudited"),
                row.number("autoViolations"),
                row.number("people"),
                row.number("gold"),
                row.number("nearDuplicates"),
                row.number("labelEvents"),
                row.spent(),
                Instant.ofEpochMilli(row.number("askedUntil")),
                row.number(Keys.VERSION));
    }

    static Row write(CalibrationCounts counts) {
        return nested(counts.asCounters());
    }

    static CalibrationCounts readCounts(Row row) {
        return CalibrationCounts.of(counters(row));
    }

    static Row write(ScoreCounts scores) {
        return nested(scores.asCounters());
    }

    static ScoreCounts readScores(Row row) {
        return ScoreCounts.of(counters(row));
    }

    private static Row nested(Map<String, Long> counters) {
        Row row = Row.nested();
        counters.forEach((name, count) -> row.set(name, (long) count));
        return row;
    }

    private static Map<String, Long> counters(Row row) {
        Map<String, Long> counts = new HashMap<>();
        row.values().forEach((name, value) -> counts.put(name, Long.valueOf(value.n())));
        return counts;
    }
}
