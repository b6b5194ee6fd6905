package dev.labelmill.core.routing;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.AutoAcceptRule;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.calibration.Cutoff;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes the batch's plan for pass 2 from what pass 1 counted. */
public final class Planner {

    /** A pilot of more than this share of the work is not worth waiting for: everything goes at once. */
    private static final double WHOLE = 0.8;

    /** Share of the known items that are held back. */
    private static final double HELD = 1.0 / 3;

    /** Known items that the pilot keeps: with two answers each, five for each of sixteen annotators. */
    private static final int LEAST_GOLD = 40;

    private Planner() {}

    /**
     * The plan; the same chunks always give the same one.
     *
     * @param chunks     as pass 1 left them
     * @param duplicates what of their counts is no item of its own, or is not labelled for itself
     */
    public static Plan plan(BatchSettings settings, List<Chunk> chunks, Duplicates duplicates) {
        return plan(settings, chunks, duplicates, CalibrationCounts.EMPTY);
    }

    /**
     * The plan of a batch whose pre-labels were made when pass 1 had seen every item.
     *
     * @param weighed their confidences, duplicates left out
     */
    public static Plan plan(
            BatchSettings settings, List<Chunk> chunks, Duplicates duplicates, CalibrationCounts weighed) {
        CalibrationCounts counts = chunks.stream()
                .map(Chunk::counts)
                .reduce(CalibrationCounts.EMPTY, CalibrationCounts::plus)
                .minus(duplicates.counts())
                .minus(duplicates.near().counts())
                .plus(weighed);
        Optional<AutoAcceptRule.Choice> choice = settings.autoAccept()
                .map(wanted -> AutoAcceptRule.ofRate(wanted.targetError(), wanted.confidence())
                        .choose(counts));
        Optional<Cutoff> cutoff = choice.flatMap(AutoAcceptRule.Choice::cutoff);
        OptionalDouble untested = settings.prelabel().acceptedUntested();
        OptionalInt bin = untested.isPresent()
                ? OptionalInt.of(from(untested.getAsDouble()))
                : cutoff.map(c -> OptionalInt.of(c.bin())).orElse(OptionalInt.empty());

        long items = chunks.stream().mapToLong(Chunk::items).sum()
                - duplicates.items()
                - duplicates.near().items();
        long gold = chunks.stream().mapToLong(Chunk::gold).sum() - duplicates.gold();
        long accepted = bin.isPresent() ? unknownFrom(counts, bin.getAsInt()) : 0;
        long people = items - gold - accepted;
        double held = heldGold(settings, gold, people);
        return new Plan(
                bin,
                untested.isPresent()
                        ? "batch.json says to accept without calibration; nothing has shown beforehand how far the scores can"
                                + " be trusted"
                        : choice.map(AutoAcceptRule.Choice::reason).orElse("batch.json asks for no auto-acceptance"),
                counts.temperature(),
                rate(settings.audit().map(BatchSettings.Audit::autoAccepted).orElse(0), accepted),
                rate(settings.audit().map(BatchSettings.Audit::human).orElse(0), people),
                pilotShare(settings, gold * (1 - held), people),
                held,
                Optional.empty());
    }

    /**
     * What of the known items is held back: a third, as far as {@value #LEAST_GOLD} are left for the pilot. Nothing where the
     * pilot would be all of the work: there is no later then.
     */
    private static double heldGold(BatchSettings settings, long gold, long people) {
        double held = gold == 0 ? 0 : Math.max(0, Math.min(HELD, 1 - (double) LEAST_GOLD / gold));
        return people > 0 && pilotShare(settings, gold * (1 - held), people) < 1 ? held : 0;
    }

    /** The lowest bin that holds no score below, so that none stands that was not asked for; beyond the last edge the last. */
    private static int from(double score) {
        int bin = ConfidenceBins.bin(score);
        return ConfidenceBins.lowerEdge(bin) < score && bin < ConfidenceBins.COUNT - 1 ? bin + 1 : bin;
    }

    private static long unknownFrom(CalibrationCounts counts, int cutoff) {
        long unknown = 0;
        for (int bin = cutoff; bin < ConfidenceBins.COUNT; bin++) {
            unknown += counts.items(bin) - counts.calibrationItems(bin);
        }
        return unknown;
    }

    private static double rate(long wanted, long of) {
        return of == 0 ? 0 : Math.min(1, (double) wanted / of);
    }

    /** So many of the people's items go beside gold that gold is the share of them that batch.json says. */
    private static double pilotShare(BatchSettings settings, double gold, long people) {
        if (settings.gold().isEmpty() || gold == 0 || people == 0) {
            return 1;
        }
        double rate = settings.gold().get().rate();
        double share = gold * (1 - rate) / rate / people;
        return share > WHOLE ? 1 : share;
    }
}
