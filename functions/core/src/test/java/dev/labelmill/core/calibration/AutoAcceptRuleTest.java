package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AutoAcceptRuleTest {

    private static final double TARGET = .05;

    private final AutoAcceptRule rule = AutoAcceptRule.ofRate(TARGET, .95);

    @Test
    void fifty_nine_right_calibration_items_are_the_fewest_that_show_5_percent_at_95() {
        assertThat(rule.choose(right(58)).cutoff()).isEmpty();
        assertThat(rule.choose(right(58)).reason()).contains("58").contains("59");
        assertThat(rule.choose(right(59)).cutoff()).isPresent();
    }

    @Test
    void a_labeler_that_is_always_right_is_accepted_down_to_its_lowest_confidence() {
        CalibrationCounts counts = batch(1, 2_000, .2, confidence -> 0).counts;

        Cutoff cutoff = rule.choose(counts).cutoff().orElseThrow();

        assertThat(cutoff.calibrationItems()).isEqualTo((int) counts.calibrationItems());
        assertThat(cutoff.calibrationErrors()).isZero();
        assertThat(cutoff.bound()).isLessThan(.05);
        assertThat(cutoff.threshold()).isEqualTo(ConfidenceBins.lowerEdge(cutoff.bin()));
        assertThat(cutoff.reason()).contains("lowest confidence");
    }

    @Test
    void a_labeler_that_is_often_wrong_is_accepted_nowhere_and_the_reason_says_why() {
        AutoAcceptRule.Choice choice = rule.choose(batch(2, 2_000, .2, confidence -> .3).counts);

        assertThat(choice.cutoff()).isEmpty();
        assertThat(choice.reason())
                .startsWith("from a confidence of ")
                .contains("calibration items are wrong")
                .endsWith("5 % is the target");
    }

    @Test
    void the_search_stops_at_the_first_failure_however_good_what_lies_below() {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        add(counts, .99, 100, 0);
        add(counts, .9, 20, 10);
        add(counts, .8, 1_800, 0);

        Cutoff cutoff = rule.choose(counts.build()).cutoff().orElseThrow();

        assertThat(cutoff.bin()).isEqualTo(ConfidenceBins.bin(.99));
        assertThat(cutoff.calibrationItems()).isEqualTo(100);
        assertThat(cutoff.reason())
                .startsWith("not lower: from a confidence of 89.84 % on")
                .contains("10 of 120");
    }

    @Test
    void one_slip_at_the_top_does_not_end_the_search_before_it_began() {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        add(counts, .99, 60, 1);
        add(counts, .9, 100, 0);

        assertThat(rule.choose(counts.build()).cutoff().orElseThrow().bin()).isEqualTo(ConfidenceBins.bin(.9));
    }

    @Test
    void which_calibration_items_are_right_does_not_move_the_candidates() {
        CalibrationCounts.Builder few = new CalibrationCounts.Builder();
        CalibrationCounts.Builder many = new CalibrationCounts.Builder();
        add(few, .99, 200, 0);
        add(many, .99, 200, 150);

        assertThat(rule.choose(few.build()).cutoff().orElseThrow().bin()).isEqualTo(ConfidenceBins.bin(.99));
        assertThat(rule.choose(many.build()).reason()).contains("150 of 200");
    }

    @Test
    void nothing_counted_accepts_nothing() {
        assertThat(rule.choose(CalibrationCounts.EMPTY).cutoff()).isEmpty();
    }

    /** Error rates that rise through the target as confidence falls: the hardest case, steep and gentle. */
    @Test
    void over_many_batches_the_target_is_missed_as_seldom_as_promised() {
        assertThat(violations(confidence -> confidence > .75 ? .02 : .5)).isLessThan(.05 + .015);
        assertThat(violations(confidence -> .4 * (1 - confidence))).isLessThan(.05 + .015);
        assertThat(violations(confidence -> .0501)).isLessThan(.05 + .015);
    }

    /** The items and their errors are fixed and only the draw is chance: an error in every so many, from the top down. */
    @Test
    void over_many_draws_what_was_not_drawn_misses_the_target_as_seldom_as_promised() {
        for (double rate : new double[] {.1, .4, .8}) {
            for (int every : new int[] {16, 20, 26, 40}) {
                assertThat(missedByTheRest(rate, every))
                        .as("drawn at %s, one in %d wrong", rate, every)
                        .isLessThan(.05 + .025);
            }
        }
    }

    @Test
    void a_labeler_that_is_nearly_always_right_is_accepted_by_a_small_sample_of_many_items() {
        AutoAcceptRule ofRest = AutoAcceptRule.ofRest(TARGET, .95, .1);

        Cutoff cutoff = ofRest.choose(batch(5, 3_000, .1, confidence -> confidence > .75 ? .005 : .5).counts)
                .cutoff()
                .orElseThrow();

        assertThat(cutoff.threshold()).isBetween(.70, .85);
    }

    @Test
    void where_just_enough_was_drawn_all_items_are_the_only_candidate() {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        add(counts, .9, 66, 0);
        for (int i = 0; i < 934; i++) {
            counts.add(new double[] {.9, .1});
        }

        AutoAcceptRule.Choice choice = AutoAcceptRule.ofRest(TARGET, .95, .066).choose(counts.build());

        assertThat(choice.cutoff().orElseThrow().calibrationItems()).isEqualTo(66);
        assertThat(AutoAcceptRule.ofRest(TARGET, .95, .03).choose(right(30)).reason())
                .contains("too few");
    }

    @Test
    void most_of_what_could_be_accepted_is_accepted() {
        Cutoff cutoff = rule.choose(batch(4, 3_000, .2, confidence -> confidence > .75 ? .01 : .5).counts)
                .cutoff()
                .orElseThrow();

        assertThat(cutoff.threshold()).isBetween(.70, .80);
    }

    @Test
    void impossible_settings_are_refused() {
        assertThatThrownBy(() -> AutoAcceptRule.ofRate(0, .95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AutoAcceptRule.ofRate(.05, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Share of 1,000 batches in which the error rate above the cut-off exceeds the target. */
    private double violations(DoubleUnaryOperator errorRate) {
        int draws = 1_000;
        int missed = 0;
        for (int draw = 0; draw < draws; draw++) {
            Batch batch = batch(draw, 1_500, .2, errorRate);
            int cutoffBin = rule.choose(batch.counts).cutoff().map(Cutoff::bin).orElse(ConfidenceBins.COUNT);
            missed += batch.errorRateFrom(cutoffBin) > TARGET ? 1 : 0;
        }
        return (double) missed / draws;
    }

    /** Share of 600 draws after which more of the accepted items that were not drawn is wrong than the target allows. */
    private static double missedByTheRest(double rate, int every) {
        int items = 600;
        int draws = 600;
        AutoAcceptRule ofRest = AutoAcceptRule.ofRest(TARGET, .95, rate);
        Random random = new Random(every);
        int missed = 0;
        for (int draw = 0; draw < draws; draw++) {
            CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
            int[] rest = new int[ConfidenceBins.COUNT];
            int[] wrong = new int[ConfidenceBins.COUNT];
            for (int i = 0; i < items; i++) {
                double confidence = 1 - .5 * i / items;
                double[] probabilities = {confidence, 1 - confidence};
                int isWrong = i % every == 0 ? 1 : 0;
                if (random.nextDouble() < rate) {
                    counts.addCalibration(probabilities, isWrong);
                } else {
                    counts.add(probabilities);
                    rest[ConfidenceBins.bin(confidence)]++;
                    wrong[ConfidenceBins.bin(confidence)] += isWrong;
                }
            }
            int cutoff = ofRest.choose(counts.build()).cutoff().map(Cutoff::bin).orElse(ConfidenceBins.COUNT);
            int accepted = Arrays.stream(rest, cutoff, ConfidenceBins.COUNT).sum();
            missed += Arrays.stream(wrong, cutoff, ConfidenceBins.COUNT).sum() > TARGET * accepted ? 1 : 0;
        }
        return (double) missed / draws;
    }

    private static CalibrationCounts right(int items) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        add(counts, .99, items, 0);
        return counts.build();
    }

    private static void add(CalibrationCounts.Builder counts, double confidence, int items, int errors) {
        for (int i = 0; i < items; i++) {
            counts.addCalibration(new double[] {confidence, 1 - confidence}, i < errors ? 1 : 0);
        }
    }

    private static Batch batch(long seed, int items, double calibrationShare, DoubleUnaryOperator errorRate) {
        Random random = new Random(seed);
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        double[] rates = new double[ConfidenceBins.COUNT];
        int[] sizes = new int[ConfidenceBins.COUNT];
        for (int i = 0; i < items; i++) {
            double confidence = 1 - random.nextDouble() / 2;
            double[] probabilities = {confidence, 1 - confidence};
            double rate = errorRate.applyAsDouble(confidence);
            if (random.nextDouble() < calibrationShare) {
                counts.addCalibration(probabilities, random.nextDouble() < rate ? 1 : 0);
            } else {
                counts.add(probabilities);
            }
            rates[ConfidenceBins.bin(confidence)] += rate;
            sizes[ConfidenceBins.bin(confidence)]++;
        }
        return new Batch(counts.build(), rates, sizes);
    }

    /** A batch's counts, and per bin what only a simulation knows: expected errors and items. */
    private record Batch(CalibrationCounts counts, double[] errors, int[] items) {

        double errorRateFrom(int bin) {
            double wrong = 0;
            double all = 0;
            for (int b = bin; b < ConfidenceBins.COUNT; b++) {
                wrong += errors[b];
                all += items[b];
            }
            return all == 0 ? 0 : wrong / all;
        }
    }
}
