package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A batch's totals, kept in order: shards long closed are compacted, and a tally that lost changes is counted anew. */
public final class Totals {

    /** An hour more than a stream keeps its changes: after that none can come again. */
    private static final Duration CLOSED_AFTER = Duration.ofHours(25);

    private static final Duration RECOUNT_EVERY = Duration.ofMinutes(10);

    private final TallyStore tallies;
    private final Recount recount;
    private final InstantSource clock;

    public Totals(TallyStore tallies, Recount recount, InstantSource clock) {
        this.tallies = tallies;
        this.recount = recount;
        this.clock = clock;
    }

    Counters of(Batch batch) {
        Instant now = clock.instant();
        String tally = Keys.batchTally(batch.id());
        if (batch.createdAt().plus(CLOSED_AFTER).isBefore(now)) {
            tallies.compact(tally, now.minus(CLOSED_AFTER));
        }
        if (tallies.needsRebuild(tally, now.minus(RECOUNT_EVERY))) {
            tallies.rebuild(tally, recount.of(batch), now);
        }
        return tallies.total(tally);
    }
}
