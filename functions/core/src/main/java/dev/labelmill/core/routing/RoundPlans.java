package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.calibration.Cutoff;
import dev.labelmill.core.rounds.CalibrationDraw;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundPlanner;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.rounds.RoundView;
import dev.labelmill.core.sampling.ScoreCounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the plan of a round for a batch that learns from its people. */
public final class RoundPlans {

    private RoundPlans() {}

    /**
     * The batch with the plan of its round, and a record of it; the same facts always give the same ones.
     *
     * @param batch  with the plan of the round before
     * @param chunks as the round's pass 1 left them
     * @param labels that the crowd has given so far
     */
    public static Batch planned(Batch batch, List<Chunk> chunks, long labels) {
        Plan plan = plan(batch, chunks, labels);
        long people = chunks.stream().mapToLong(Chunk::people).sum();
        return batch.planned(plan, RoundRecord.of(plan.round().orElseThrow(), people, labels));
    }

    private static Plan plan(Batch batch, List<Chunk> chunks, long labels) {
        RoundSettings settings = batch.settings().rounds().orElseThrow();
        CalibrationCounts confidences =
                chunks.stream().map(Chunk::counts).reduce(CalibrationCounts.EMPTY, CalibrationCounts::plus);
        ScoreCounts scores = scores(batch, chunks);
        RoundPlan round = new RoundPlanner(settings)
                .plan(new RoundView(
                        batch.round(),
                        scores,
                        confidences,
                        labels,
                        labelsPerItem(batch.settings(), chunks, labels),
                        drawBefore(batch)));
        long accepted = round.accept().map(cutoff -> above(confidences, cutoff)).orElse(0L);
        return new Plan(
                round.accept().map(cutoff -> OptionalInt.of(cutoff.bin())).orElse(OptionalInt.empty()),
                round.reason(),
                1,
                rate(
                        batch.settings()
                                .audit()
                                .map(BatchSettings.Audit::autoAccepted)
                                .orElse(0),
                        accepted),
                humanAuditRate(batch, chunks),
                1,
                0,
                Optional.of(round));
    }

    /** Pass 1 of round 0 does not know yet which lines repeat an id, or an item; later ones see none of them. */
    private static ScoreCounts scores(Batch batch, List<Chunk> chunks) {
        ScoreCounts counted = chunks.stream().map(Chunk::scores).reduce(ScoreCounts.EMPTY, ScoreCounts::plus);
        return batch.round() == 0
                ? counted.minus(batch.duplicates().scores())
                        .minus(batch.duplicates().near().scores())
                : counted;
    }

    private static Optional<CalibrationDraw> drawBefore(Batch batch) {
        return Optional.ofNullable(batch.plan()).flatMap(Plan::round).flatMap(RoundPlan::calibration);
    }

    /** So far, but no fewer than every item gets: what nobody has answered may be answered in the next round. */
    private static double labelsPerItem(BatchSettings settings, List<Chunk> chunks, long labels) {
        long people = chunks.stream().mapToLong(Chunk::people).sum();
        double perItem = people == 0 ? 0 : (double) labels / people;
        return Math.max(settings.overlap().min(), perItem);
    }

    private static long above(CalibrationCounts counts, Cutoff cutoff) {
        long items = 0;
        for (int bin = cutoff.bin(); bin < ConfidenceBins.COUNT; bin++) {
            items += counts.items(bin) - counts.calibrationItems(bin);
        }
        return items;
    }

    /** Fixed before the first label, so that no more are audited than were wanted though people label every item. */
    private static double humanAuditRate(Batch batch, List<Chunk> chunks) {
        if (batch.plan() != null) {
            return batch.plan().humanAuditRate();
        }
        long items =
                chunks.stream().mapToLong(chunk -> chunk.items() - chunk.gold()).sum()
                        - batch.duplicates().items()
                        + batch.duplicates().gold()
                        - batch.duplicates().near().items();
        return rate(batch.settings().audit().map(BatchSettings.Audit::human).orElse(0), items);
    }

    private static double rate(long wanted, long of) {
        return of == 0 ? 0 : Math.min(1, (double) wanted / of);
    }
}
