package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.sampling.ScoreCounts;
import java.time.Instant;
import java.util.List;

/** Makes a copy of a chunk with some components replaced. */
final class ChunkBuilder {
    private final Chunk from;
    private String key;
    private long start;
    private long end;
    private String etag;
    private Chunk.State state;
    private int round;
    private List<String> attempts;
    private CalibrationCounts counts;
    private ScoreCounts scores;
    private long items;
    private long rejected;
    private long autoAccepted;
    private long autoAudited;
    private long autoViolations;
    private long people;
    private long gold;
    private long nearDuplicates;
    private long labelEvents;
    private Spend spent;
    private Instant askedUntil;
    private long version;

    ChunkBuilder(Chunk chunk) {
        from = chunk;
        key = chunk.key();
        start = chunk.start();
        end = chunk.end();
        etag = chunk.etag();
        state = chunk.state();
        round = chunk.round();
        attempts = chunk.attempts();
        counts = chunk.counts();
        scores = chunk.scores();
        items = chunk.items();
        rejected = chunk.rejected();
        autoAccepted = chunk.autoAccepted();
        autoAudited = chunk.autoAudited();
        autoViolations = chunk.autoViolations();
        people = chunk.people();
        gold = chunk.gold();
        nearDuplicates = chunk.nearDuplicates();
        labelEvents = chunk.labelEvents();
        spent = chunk.spent();
        askedUntil = chunk.askedUntil();
        version = chunk.version();
    }

    ChunkBuilder lines(String object, long first, long afterLast, String version) {
        key = object;
        start = first;
        end = afterLast;
        etag = version;
        return this;
    }

    ChunkBuilder state(Chunk.State value) {
        state = value;
        return this;
    }

    ChunkBuilder round(int value) {
        round = value;
        return this;
    }

    ChunkBuilder attempts(List<String> value) {
        attempts = value;
        return this;
    }

    ChunkBuilder counts(CalibrationCounts value) {
        counts = value;
        return this;
    }

    ChunkBuilder scores(ScoreCounts value) {
        scores = value;
        return this;
    }

    ChunkBuilder items(long value) {
        items = value;
        return this;
    }

    ChunkBuilder rejected(long value) {
        rejected = value;
        return this;
    }

    ChunkBuilder autoAccepted(long value) {
        autoAccepted = value;
        return this;
    }

    ChunkBuilder autoAudited(long value) {
        autoAudited = value;
        return this;
    }

    ChunkBuilder autoViolations(long value) {
        autoViolations = value;
        return this;
    }

    ChunkBuilder people(long value) {
        people = value;
        return this;
    }

    ChunkBuilder gold(long value) {
        gold = value;
        return this;
    }

    ChunkBuilder nearDuplicates(long value) {
        nearDuplicates = value;
        return this;
    }

    ChunkBuilder labelEvents(long value) {
        labelEvents = value;
        return this;
    }

    ChunkBuilder spent(Spend value) {
        spent = value;
        return this;
    }

    ChunkBuilder askedUntil(Instant value) {
        askedUntil = value;
        return this;
    }

    ChunkBuilder version(long value) {
        version = value;
        return this;
    }

    Chunk build() {
        return new Chunk(
                from.batch(),
                from.number(),
                key,
                start,
                end,
                etag,
                state,
                round,
                attempts,
                counts,
                scores,
                items,
                rejected,
                autoAccepted,
                autoAudited,
                autoViolations,
                people,
                gold,
                nearDuplicates,
                labelEvents,
                spent,
                askedUntil,
                version);
    }
}
