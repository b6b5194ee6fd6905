package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.sampling.ScoreCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A byte range of the batch's items and how far it has come. The only record of what became of
 * items that need no task.
 *
 * @param key    object the range lies in
 * @param start  first byte of the range; lines that start in it belong to it
 * @param end    first byte after the range
 * @param etag   version of the object, so that no other content is ever read
 * @param round  the round that the state is of, from 0
 * @param attempts names of the passes 1 that count, one for each round from 0. Their objects' keys have them: what another
 *     attempt at the same pass writes, be it after the row, replaces nothing of theirs
 * @param counts confidences and calibration, from the round's pass 1
 * @param scores what a label for its waiting items is worth, from the round's pass 1 in a batch that learns, until its pass 2
 * @param items  lines that are usable items
 * @param rejected lines that are not, of both passes
 * @param autoAccepted items whose pre-label stands
 * @param autoAudited those of them that are audited
 * @param autoViolations auto-accepted items, audited or not, whose pre-label breaks a check
 * @param people items sent to people
 * @param gold   items with a known answer
 * @param nearDuplicates items that take the label of another one, their representative
 * @param labelEvents of its tasks' label rows, when they were gathered
 * @param spent platform money of both passes and of gathering
 * @param askedUntil by when the invocation that asks a hosted model about its items is over; the epoch if none does
 */
public record Chunk(
        String batch,
        int number,
        String key,
        long start,
        long end,
        String etag,
        State state,
        int round,
        List<String> attempts,
        CalibrationCounts counts,
        ScoreCounts scores,
        long items,
        long rejected,
        long autoAccepted,
        long autoAudited,
        long autoViolations,
        long people,
        long gold,
        long nearDuplicates,
        long labelEvents,
        Spend spent,
        Instant askedUntil,
        long version) {

    /** Makes it unmodifiable. */
    public Chunk {
        attempts = List.copyOf(attempts);
    }

    /** The steps a chunk goes through: the first and the last once, the others once a round. */
    public enum State {
        CUT,
        SCORED,
        ROUTED,
        GATHERED
    }

    /** A chunk nobody has read yet. */
    public static Chunk cut(String batch, int number, String key, long start, long end, String etag) {
        return new Chunk(
                batch,
                number,
                key,
                start,
                end,
                etag,
                State.CUT,
                0,
                List.of(),
                CalibrationCounts.EMPTY,
                ScoreCounts.EMPTY,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Spend.NONE,
                Instant.EPOCH,
                0);
    }

    /** This chunk in the place of another row of the same number that has this version. */
    public Chunk at(long rowVersion) {
        return new ChunkBuilder(this).version(rowVersion).build();
    }

    /** This chunk as an attempt of that name at its next pass 1 sees it: where its objects lie, if it is the one that counts. */
    public Chunk attempted(String name) {
        List<String> names = new ArrayList<>(attempts);
        names.add(name);
        return new ChunkBuilder(this).attempts(names).build();
    }

    /**
     * The name of the pass 1 of a round that counts.
     *
     * @throws IndexOutOfBoundsException before there is one
     */
    public String attempt(int ofRound) {
        return attempts.get(ofRound);
    }

    /** Whether pass 1 of a round is still to be done. */
    public boolean awaitsScores(int wanted) {
        return state == State.CUT || state == State.ROUTED && round < wanted;
    }

    /** Whether pass 2 of a round is still to be done, and can be. */
    public boolean awaitsRoutes(int wanted) {
        return state == State.SCORED && round == wanted;
    }

    /** The last round whose routes are complete; -1 before there is one. */
    public int routedRound() {
        return state == State.ROUTED || state == State.GATHERED ? round : round - 1;
    }

    /** Whether an invocation may be asking a hosted model about its items: another would pay for the same answers. */
    public boolean isAskedAbout(Instant now) {
        return now.isBefore(askedUntil);
    }

    /** This chunk while an invocation asks a hosted model about its items. */
    public Chunk askedUntil(Instant end) {
        return new ChunkBuilder(this).askedUntil(end).build();
    }

    /** This chunk when nobody asks about its items any more. */
    public Chunk notAsked() {
        return askedUntil(Instant.EPOCH);
    }

    /** This chunk after pass 1 of a later round, which looked at what waits. */
    public Chunk scoredAgain(CalibrationCounts found, ScoreCounts worth) {
        return new ChunkBuilder(this)
                .state(State.SCORED)
                .round(round + 1)
                .counts(found)
                .scores(worth)
                .build();
    }

    /** This chunk after pass 1. */
    public Chunk scored(CalibrationCounts found, ScoreCounts worth, long usable, long unusable, long known) {
        return new ChunkBuilder(this)
                .state(State.SCORED)
                .counts(found)
                .scores(worth)
                .items(usable)
                .rejected(unusable)
                .autoAccepted(0)
                .autoAudited(0)
                .autoViolations(0)
                .people(0)
                .gold(known)
                .nearDuplicates(0)
                .askedUntil(Instant.EPOCH)
                .build();
    }

    /**
     * This chunk with its lines elsewhere, in an object of their own: what pass 1 made of them when it added pre-labels.
     *
     * @param copy     the object
     * @param length   its bytes
     * @param copyEtag its version
     */
    public Chunk movedTo(String copy, long length, String copyEtag) {
        return new ChunkBuilder(this).lines(copy, 0, length, copyEtag).build();
    }

    /** This chunk, routed, with so many of its items represented by others. */
    public Chunk represented(long number) {
        return new ChunkBuilder(this).nearDuplicates(number).build();
    }

    /** This chunk after pass 2. */
    public Chunk routed(long duplicates, long accepted, long audited, long violating, long toPeople, long known) {
        return new ChunkBuilder(this)
                .state(State.ROUTED)
                .scores(ScoreCounts.EMPTY)
                .items(items - duplicates)
                .rejected(rejected + duplicates)
                .autoAccepted(accepted)
                .autoAudited(audited)
                .autoViolations(violating)
                .people(toPeople)
                .gold(known)
                .build();
    }

    /** This chunk after pass 2 of a later round, with what came to each side in it. */
    public Chunk routedAgain(long accepted, long audited, long violating, long toPeople) {
        return new ChunkBuilder(this)
                .state(State.ROUTED)
                .scores(ScoreCounts.EMPTY)
                .autoAccepted(autoAccepted + accepted)
                .autoAudited(autoAudited + audited)
                .autoViolations(autoViolations + violating)
                .people(people + toPeople)
                .build();
    }

    /**
     * This chunk once {@code finish} has gathered its tasks' final ballots.
     *
     * @param events of all label rows of its tasks
     */
    public Chunk gathered(long events) {
        return new ChunkBuilder(this).state(State.GATHERED).labelEvents(events).build();
    }

    /** This chunk with its tasks' final ballots to be gathered, again perhaps. */
    public Chunk toGather() {
        return new ChunkBuilder(this).state(State.ROUTED).build();
    }

    /** This chunk with more platform money spent on it. */
    public Chunk spend(Spend more) {
        return new ChunkBuilder(this).spent(spent.plus(more)).build();
    }

    /** The same chunk under the next version, as it is to be stored. */
    public Chunk nextVersion() {
        return at(version + 1);
    }
}
