package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.prelabel.FeatureSettings;
import dev.labelmill.core.rounds.CalibrationDraw;
import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundRecord;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.sampling.Margin;
import dev.labelmill.core.sampling.ScoreCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundPlansTest {

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final double SURE = .999;

    private final GivenSettings given = new GivenSettings();

    /** Ten items first, then as many as 300 of 500 labels allow, two labels an item at least. */
    private Batch batch() {
        given.prelabel = new PrelabelSettings.Trained(new FeatureSettings.OfPixels(8, 8));
        given.rounds = Optional.of(new RoundSettings(10, 1000, 5, 500, new Margin(), .4, .05, .95, Rest.PEOPLE));
        return Batch.received(given.build(), "{}", "etag", NOW).withDuplicates(Duplicates.NONE);
    }

    private static ScoreCounts scores(int items) {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        IntStream.range(0, items).forEach(i -> counts.add(0, .5));
        return counts.build();
    }

    private static CalibrationCounts confidences(int waiting, double confidence, int right) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        double[] distribution = {confidence, 1 - confidence};
        IntStream.range(0, waiting).forEach(i -> counts.add(distribution));
        IntStream.range(0, right).forEach(i -> counts.addCalibration(distribution, 0));
        return counts.build();
    }

    /** As a round's pass 1 leaves it, after earlier rounds if people have been asked. */
    private static Chunk chunk(int number, CalibrationCounts counts, int waiting, int gold, int people) {
        Chunk first = Chunk.cut("b", number, "k", 0, 1, "e").scored(counts, scores(waiting), waiting + gold, 0, gold);
        return people == 0 ? first : first.routed(0, 0, 0, 0, people, gold).scoredAgain(counts, scores(waiting));
    }

    private static Batch inRound(Batch batch, RoundPlan before, double humanAuditRate) {
        Plan plan = new Plan(OptionalInt.empty(), "", 1, 0, humanAuditRate, 1, 0, Optional.of(before));
        return batch.planned(plan, RoundRecord.of(before, 0, 0)).nextRound(NOW);
    }

    private static RoundPlan learning() {
        return new RoundPlan(
                Stage.LEARN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "as before");
    }

    private static double chosenOf(Batch planned, int waiting) {
        return planned.plan().round().orElseThrow().informative().orElseThrow().expected(scores(waiting));
    }

    @Test
    void the_first_sample_is_drawn_from_items_that_come_once_and_are_labelled_for_themselves() {
        Duplicates.Near near = new Duplicates.Near(12, CalibrationCounts.EMPTY, scores(12));
        Batch batch = batch().withDuplicates(new Duplicates(8, 0, CalibrationCounts.EMPTY, scores(8), near));
        List<Chunk> chunks =
                List.of(chunk(0, CalibrationCounts.EMPTY, 70, 0, 0), chunk(1, CalibrationCounts.EMPTY, 30, 0, 0));

        Batch planned = RoundPlans.planned(batch, chunks, 0);

        assertThat(planned.plan().round().orElseThrow().stage()).isEqualTo(Stage.LEARN);
        assertThat(chosenOf(planned, 80)).isCloseTo(10, within(1e-9));
        assertThat(planned.plan().cutoffBin()).isEmpty();
        assertThat(planned.rounds()).hasSize(1);
    }

    @Test
    void how_many_of_the_peoples_items_are_audited_is_fixed_beforehand_from_all_that_could_go_to_people() {
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));
        Duplicates.Near near = new Duplicates.Near(12, CalibrationCounts.EMPTY, scores(12));
        Batch batch = batch().withDuplicates(new Duplicates(10, 2, CalibrationCounts.EMPTY, scores(8), near));
        List<Chunk> chunks =
                List.of(chunk(0, CalibrationCounts.EMPTY, 60, 15, 0), chunk(1, CalibrationCounts.EMPTY, 40, 5, 0));

        Plan plan = RoundPlans.planned(batch, chunks, 0).plan();

        // Of 100 that are no gold, 10 - 2 repeat an id and 12 an item: 80 are left.
        assertThat(plan.humanAuditRate()).isEqualTo(20 / 80.0, within(1e-12));
        assertThat(plan.autoAuditRate()).isZero();
    }

    @Test
    void later_rounds_keep_the_rate_of_audits_that_the_first_one_fixed() {
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));
        Batch batch = inRound(batch(), learning(), 0.125);

        assertThat(RoundPlans.planned(batch, List.of(chunk(0, CalibrationCounts.EMPTY, 50, 0, 10)), 20)
                        .plan()
                        .humanAuditRate())
                .isEqualTo(0.125);
    }

    @Test
    void without_audits_or_without_items_nothing_is_audited_and_never_more_than_everything() {
        assertThat(RoundPlans.planned(batch(), List.of(chunk(0, CalibrationCounts.EMPTY, 50, 0, 0)), 0)
                        .plan()
                        .humanAuditRate())
                .isZero();
        given.audit = Optional.of(new BatchSettings.Audit(30, 20, 0.95));
        assertThat(RoundPlans.planned(batch(), List.of(chunk(0, CalibrationCounts.EMPTY, 0, 3, 0)), 0)
                        .plan()
                        .humanAuditRate())
                .isZero();
        assertThat(RoundPlans.planned(batch(), List.of(chunk(0, CalibrationCounts.EMPTY, 5, 0, 0)), 0)
                        .plan()
                        .humanAuditRate())
                .isEqualTo(1);
    }

    /** 300 labels are for learning: what is left of them, at what an item has taken so far, is chosen. */
    @Test
    void a_further_round_takes_as_many_items_as_labels_are_left_for() {
        assertThat(chosen(20, 40)).as("two labels an item so far").isCloseTo(130, within(1e-9));
        assertThat(chosen(20, 20))
                .as("one label an item so far, of two that the next ones may get")
                .isCloseTo(140, within(1e-9));
        assertThat(chosen(20, 19))
                .as("not every item has its first label: as many as each gets at least")
                .isCloseTo(140.5, within(1e-9));
        assertThat(chosen(0, 0)).as("nothing is known yet").isCloseTo(150, within(1e-9));
    }

    private double chosen(int people, long labels) {
        List<Chunk> chunks = List.of(
                chunk(0, CalibrationCounts.EMPTY, 300, 0, people / 2),
                chunk(1, CalibrationCounts.EMPTY, 200, 0, people - people / 2));
        Batch planned = RoundPlans.planned(inRound(batch(), learning(), 0), chunks, labels);
        assertThat(planned.rounds().get(1).people()).isEqualTo(people);
        assertThat(planned.rounds().get(1).labels()).isEqualTo(labels);
        return chosenOf(planned, 500);
    }

    @Test
    void at_the_end_what_the_calibration_supports_is_accepted_and_audited_at_the_rate_that_was_wanted() {
        given.audit = Optional.of(new BatchSettings.Audit(49, 20, 0.95));
        int lowest = ConfidenceBins.bin(.99);
        RoundPlan calibrating = new RoundPlan(
                Stage.CALIBRATE,
                Optional.empty(),
                Optional.of(new CalibrationDraw(lowest, .1)),
                Optional.empty(),
                Optional.empty(),
                "drawn");
        List<Chunk> chunks = List.of(
                chunk(0, confidences(975, SURE, 120), 975, 0, 40),
                chunk(1, confidences(5, .995, 0).plus(confidences(70, .6, 0)), 75, 0, 0));

        Plan plan = RoundPlans.planned(inRound(batch(), calibrating, .5), chunks, 80)
                .plan();

        assertThat(plan.round().orElseThrow().last()).isTrue();
        assertThat(plan.cutoffBin()).hasValue(lowest);
        assertThat(plan.reason()).isEqualTo(plan.round().get().reason()).isNotEmpty();
        // 975 and 5 wait above the cut-off; the 120 that it was tested on are people's.
        assertThat(plan.autoAuditRate()).isEqualTo(49 / 980.0, within(1e-12));
        assertThat(plan.humanAuditRate()).isEqualTo(.5);
    }
}
