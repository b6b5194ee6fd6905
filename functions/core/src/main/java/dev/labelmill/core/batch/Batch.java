package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.rounds.RoundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A batch's own row: what was asked for and how far it is.
 *
 * @param settingsText batch.json as it was uploaded, which {@code settings} was read from
 * @param entered      when it first entered each phase after RECEIVED, as far as it was noted
 * @param sourceEtag   version of the uploaded manifest; another one is refused while the batch runs
 * @param chunks       number of chunks; 0 until they are cut
 * @param round        the round it is in, from 0
 * @param model        bucket key of the head that was trained for this round; empty without one
 * @param start        bucket key of the head of the project that its first training starts from; empty for none, null until
 *     that is settled
 * @param plan         the round's; null until the first pass 1 is over
 * @param snapshots    bucket keys of the skill snapshots, by wave; a wave without one is not dispatched yet
 * @param pauses       who gets no more tasks of it, beside those whom the latest snapshot pauses
 * @param rounds       the rounds that have been planned, oldest first; empty for a batch without
 * @param duplicates   lines whose id an earlier chunk has; null until they are searched for
 * @param weighed      confidences of the pre-labels that a label model makes, which pass 1 cannot know; known with the duplicates
 * @param note         why it failed, or waits; empty if there is nothing to say
 * @param spent        platform money of intake, advance and finish
 */
public record Batch(
        BatchSettings settings,
        String settingsText,
        Phase phase,
        Instant createdAt,
        Instant phaseSince,
        Map<Phase, Instant> entered,
        String sourceEtag,
        int chunks,
        int round,
        String model,
        String start,
        Plan plan,
        List<String> snapshots,
        Pauses pauses,
        List<RoundRecord> rounds,
        Duplicates duplicates,
        CalibrationCounts weighed,
        String note,
        Spend spent,
        long version) {

    /** No intake works on a batch for longer: a function runs for a quarter of an hour at most. */
    private static final Duration CUT_WITHIN = Duration.ofMinutes(15);

    /** Whoever takes labels may go by what it has read of a batch this long, which makes one read serve many labels. */
    public static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    /** A label is in the table this long after it was decided about; it may be longer where a write has to be repeated. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    /** Between the remarks of a note. */
    private static final String ALSO = "; also: ";

    /** How the first remark of a batch begins whose money is spent. */
    private static final String STOPPED = "stopped by its budget";

    /** A training that its environment does not survive can say nothing itself. */
    private static final String NO_HEAD =
            "train has fitted no head for half an hour and is asked again every five minutes: its"
                    + " log and its dead letters say why. Where it ran out of memory or time, give it more";

    /** Characters of a note: it is a part of the batch's row. */
    private static final int LONGEST_NOTE = 2000;

    /** Twice what a function can take: if nothing else keeps {@code train} busy it has failed by then. */
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(30);

    public Batch {
        EnumMap<Phase, Instant> times = new EnumMap<>(Phase.class);
        times.putAll(entered);
        entered = Collections.unmodifiableMap(times);
        snapshots = List.copyOf(snapshots);
        rounds = List.copyOf(rounds);
    }

    /** A batch whose settings and items have just been found complete. */
    public static Batch received(BatchSettings settings, String settingsText, String sourceEtag, Instant now) {
        return new Batch(
                settings,
                settingsText,
                Phase.RECEIVED,
                now,
                now,
                Map.of(),
                sourceEtag,
                0,
                0,
                "",
                null,
                null,
                List.of(),
                Pauses.NONE,
                List.of(),
                null,
                CalibrationCounts.EMPTY,
                "",
                Spend.NONE,
                0);
    }

    /** The batch's id. */
    public String id() {
        return settings.batch();
    }

    /** Whether it was accepted so long ago that whoever was to cut its manifest no longer does. */
    public boolean isStranded(Instant now) {
        return phase == Phase.RECEIVED
                && !sourceEtag.isEmpty()
                && !phaseSince.plus(CUT_WITHIN).isAfter(now);
    }

    /** Whether labels may still be on their way to the table that were taken before its phase was what it is. */
    public boolean mayHaveLabelsUnderWay(Instant now) {
        return phaseSince.plus(KNOWN_FOR).plus(UNDER_WAY).isAfter(now);
    }

    /** The batch with the remark that its head should long have been there; this very one if that is said, or is not so. */
    public Batch missingHead(Instant now) {
        return phase == Phase.TRAINING && !phaseSince.plus(TRAINED_WITHIN).isAfter(now)
                ? notingToo(NO_HEAD, NO_HEAD)
                : this;
    }

    /** The batch in another phase; that it was there before, as one that is scored again was, is not forgotten. */
    public Batch enter(Phase next, Instant now) {
        Map<Phase, Instant> times = new EnumMap<>(Phase.class);
        times.putAll(entered);
        times.putIfAbsent(next, now);
        return new BatchBuilder(this).phase(next).phaseSince(now).entered(times).build();
    }

    /** The batch with its manifest cut into chunks. */
    public Batch cutInto(int number, String etag) {
        return new BatchBuilder(this).chunks(number).sourceEtag(etag).build();
    }

    /**
     * The batch with what its first training starts from, settled once: another attempt starts from the same.
     *
     * @param key of a head of the project; empty for none
     */
    public Batch startingFrom(String key) {
        return start == null ? new BatchBuilder(this).start(key).build() : this;
    }

    /** The batch in its next round, which the same head scores; if it waited for another one, that is over. */
    public Batch nextRound(Instant now) {
        return new BatchBuilder(retracting(NO_HEAD)).round(round + 1).build().enter(Phase.SCORING, now);
    }

    /**
     * The batch in its next round, which another head scores.
     *
     * @param key of the head
     */
    public Batch taught(String key, RoundRecord.HeadRecord head, Instant now) {
        List<RoundRecord> told = new ArrayList<>(rounds);
        told.set(round, told.get(round).teaching(head));
        return new BatchBuilder(this).model(key).rounds(told).build().nextRound(now);
    }

    /** The batch with the plan of its round, and a record of it. */
    public Batch planned(Plan made, RoundRecord told) {
        List<RoundRecord> more = new ArrayList<>(rounds);
        more.add(told);
        return new BatchBuilder(this).plan(made).rounds(more).build();
    }

    /** The batch with its plan for pass 2. */
    public Batch planned(Plan made) {
        return new BatchBuilder(this).plan(made).build();
    }

    /** The batch with one more wave free to be dispatched. */
    public Batch withSnapshot(String key) {
        List<String> more = new ArrayList<>(snapshots);
        more.add(key);
        return new BatchBuilder(this).snapshots(more).build();
    }

    /** The batch with what another look at its annotators has found. */
    public Batch pausing(Pauses found) {
        return new BatchBuilder(this).pauses(found).build();
    }

    /** The batch once repeated ids are known. */
    public Batch withDuplicates(Duplicates found) {
        return new BatchBuilder(this).duplicates(found).build();
    }

    /** The batch once its label model has weighed the items' votes, repeated ids left out. */
    public Batch weighing(CalibrationCounts confidences) {
        return new BatchBuilder(this).weighed(confidences).build();
    }

    /** The batch with a remark for its owner. */
    public Batch noting(String remark) {
        return new BatchBuilder(this).note(remark).build();
    }

    /**
     * The batch with one more remark for its owner, beside what is noted already; this very one if a remark that begins so is
     * among that, or there is no room for it. A note that would become too long loses its end.
     *
     * @param beginning of the remark, by which {@link #retracting} finds it
     * @param remark    whole
     */
    public Batch notingToo(String beginning, String remark) {
        if (remarks().anyMatch(told -> told.startsWith(beginning))) {
            return this;
        }
        String all = note.isEmpty() ? remark : note + ALSO + remark;
        String kept = all.substring(0, Math.min(all.length(), LONGEST_NOTE));
        return kept.equals(note) ? this : noting(kept);
    }

    /** The batch without the remark that begins so; this very one if there is none. */
    public Batch retracting(String beginning) {
        String rest = remarks().filter(told -> !told.startsWith(beginning)).collect(Collectors.joining(ALSO));
        return rest.equals(note) ? this : noting(rest);
    }

    /** The batch with the remark, before all others, that nothing more is bought for it. */
    public Batch stopped() {
        String all = STOPPED + ": it leaves less than any label that is still wanted can cost"
                + (note.isEmpty() ? "" : ALSO + note);
        return isStopped() ? this : noting(all.substring(0, Math.min(all.length(), LONGEST_NOTE)));
    }

    /** Whether its money was spent before all was labelled and audited. */
    public boolean isStopped() {
        return note.startsWith(STOPPED);
    }

    /** The remarks that its note is made of, in their order. */
    public Stream<String> remarks() {
        return note.isEmpty() ? Stream.empty() : Stream.of(note.split(Pattern.quote(ALSO)));
    }

    /** The batch with more platform money spent on it. */
    public Batch spend(Spend more) {
        return new BatchBuilder(this).spent(spent.plus(more)).build();
    }

    /** The same batch under the next version, as it is to be stored. */
    public Batch nextVersion() {
        return new BatchBuilder(this).version(version + 1).build();
    }
}
