package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.results.TallyCheck;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A batch's totals, kept in order: shards long closed are compacted, and a tally that lost changes is counted
 * anew. Who folds late changes marks their batch; where all of a batch's last changes were lost, nobody would.
 */
public final class Totals {

    /** An hour more than a stream keeps its changes: after that none can come again. */
    private static final Duration CLOSED_AFTER = Duration.ofHours(25);

    private static final Duration RECOUNT_EVERY = Duration.ofMinutes(10);

    /** A stream keeps its changes this long: what was not lost when the totals were compared with the facts, is not lost earlier. */
    private static final Duration KEPT = Duration.ofHours(24);

    /** A tally is seconds behind; untouched for this long, it has nothing to fold or has missed it. */
    private static final Duration MISSED_AFTER = Duration.ofHours(1);

    private final TallyStore tallies;
    private final DispatchStore dispatches;
    private final Recount recount;
    private final InstantSource clock;

    public Totals(TallyStore tallies, DispatchStore dispatches, Recount recount, InstantSource clock) {
        this.tallies = tallies;
        this.dispatches = dispatches;
        this.recount = recount;
        this.clock = clock;
    }

    /** The totals, for a batch that its people work on and its chunks' rows as they are now. */
    Counters of(Batch batch, List<Chunk> chunks) {
        Instant now = clock.instant();
        String tally = Keys.batchTally(batch.id());
        if (batch.createdAt().plus(CLOSED_AFTER).isBefore(now)) {
            tallies.compact(tally, now.minus(CLOSED_AFTER));
        }
        if (seemsToMissChanges(batch, chunks, now) && !tallies.check(tally, recount.of(batch), now)) {
            tallies.markDirty(tally);
        }
        if (tallies.needsRebuild(tally, now.minus(RECOUNT_EVERY))) {
            tallies.rebuild(tally, recount.of(batch), now);
        }
        return tallies.total(tally);
    }

    /**
     * Whether the totals of a batch that is over are complete. Where changes were lost, those of its last rows are too: then it
     * is counted anew at once, and not when its turn comes.
     *
     * @param chunks all of its, gathered
     * @param hours  the sum of its hours' versions
     * @return whether they hold all money that its rows do
     */
    boolean areComplete(Batch batch, List<Chunk> chunks, long hours) {
        if (TallyCheck.holdsMoney(of(batch, chunks), batch, chunks, hours)) {
            return true;
        }
        String tally = Keys.batchTally(batch.id());
        if (!tallies.isDirty(tally)) {
            return false;
        }
        tallies.rebuild(tally, recount.of(batch), clock.instant());
        return TallyCheck.holdsMoney(tallies.total(tally), batch, chunks, hours);
    }

    /**
     * Whether nothing was folded for long though there is something to: chunks that the totals do not hold, or tasks
     * that the totals call open though nobody has any to answer. These may just as well wait for the next day's money, or for
     * a vendor's working hours, which counting tells.
     */
    private boolean seemsToMissChanges(Batch batch, List<Chunk> chunks, Instant now) {
        String tally = Keys.batchTally(batch.id());
        Instant since = now.minus(MISSED_AFTER);
        return batch.phaseSince().isBefore(since)
                && !tallies.isTouchedSince(tally, since)
                && !tallies.isCheckedSince(tally, now.minus(KEPT))
                && !tallies.isDirty(tally)
                && (lacksChunks(tallies.total(tally), chunks)
                        || dispatches.open(batch.id()).isEmpty());
    }

    private static boolean lacksChunks(Counters totals, List<Chunk> chunks) {
        TallyCheck check = new TallyCheck();
        chunks.forEach(check::expect);
        return check.lack(totals).isPresent();
    }
}
