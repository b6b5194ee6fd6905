package dev.labelmill.core.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.sampling.Margin;
import dev.labelmill.core.sampling.ScoreCounts;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundPlannerTest {

    private static final double SURE = .999;
    private static final double UNSURE = .5;

    private final RoundPlanner planner = new RoundPlanner(settings(500));

    @Test
    void the_first_sample_is_random_and_as_large_as_the_settings_say() {
        RoundPlan plan = planner.plan(view(0, CalibrationCounts.EMPTY, 0, Optional.empty()));

        assertThat(plan.stage()).isEqualTo(Stage.LEARN);
        assertThat(plan.informative().orElseThrow().expected(scores(1_000))).isCloseTo(60, within(1e-9));
        assertThat(planner.strategy(0).name()).isEqualTo("random");
        assertThat(planner.strategy(1).name()).isEqualTo("margin");
    }

    @Test
    void a_model_that_is_not_sure_learns_on() {
        RoundPlan plan = planner.plan(view(1, waiting(100, 900), 60, Optional.empty()));

        assertThat(plan.stage()).isEqualTo(Stage.LEARN);
        assertThat(plan.informative().orElseThrow().expected(scores(1_000))).isCloseTo(30, within(1e-9));
        assertThat(plan.accept()).isEmpty();
    }

    @Test
    void a_model_that_is_sure_of_nearly_all_is_calibrated_on_the_range_it_is_sure_of() {
        RoundPlan plan = planner.plan(view(3, waiting(980, 20), 120, Optional.empty()));

        assertThat(plan.stage()).isEqualTo(Stage.CALIBRATE);
        assertThat(plan.calibration().orElseThrow().lowestBin()).isEqualTo(ConfidenceBins.bin(SURE));
        assertThat(plan.calibration().orElseThrow().rate() * 980).isBetween(60.0, 180.0);
        assertThat(plan.accept()).isEmpty();
    }

    @Test
    void learning_stops_for_calibration_while_its_labels_are_left() {
        assertThat(planner.plan(view(5, waiting(600, 400), 300, Optional.empty()))
                        .stage())
                .isEqualTo(Stage.CALIBRATE);
    }

    @Property
    void calibration_keeps_within_the_budget(
            @ForAll @IntRange(min = 60, max = 500) int spent,
            @ForAll @IntRange(max = 3_000) int sure,
            @ForAll @DoubleRange(min = 1, max = 4) double labelsPerItem) {
        RoundView view = new RoundView(20, scores(sure), waiting(sure, 0), spent, labelsPerItem, Optional.empty());
        RoundPlan plan = planner.plan(view);

        if (plan.stage() == Stage.CALIBRATE) {
            double expected = plan.calibration().orElseThrow().rate() * sure;
            assertThat((expected + 3 * Math.sqrt(expected)) * labelsPerItem).isLessThanOrEqualTo(500 - spent + 1e-6);
        } else {
            assertThat(plan.last()).isTrue();
            assertThat(plan.accept()).isEmpty();
        }
    }

    @Test
    void without_calibration_nothing_is_accepted() {
        RoundPlan plan = planner.plan(view(3, waiting(980, 20), 490, Optional.empty()));

        assertThat(plan.last()).isTrue();
        assertThat(plan.accept()).isEmpty();
        assertThat(plan.reason()).contains("no calibration was made");
    }

    @Test
    void where_no_calibration_item_was_answered_nothing_is_accepted() {
        RoundPlan plan = planner.plan(view(3, waiting(980, 20), 200, Optional.of(new CalibrationDraw(0, .1))));

        assertThat(plan.last()).isTrue();
        assertThat(plan.accept()).isEmpty();
    }

    /** The test's lowest candidate is the lowest bin with items; below the range nobody has looked. */
    @Test
    void items_below_the_range_that_was_calibrated_are_never_accepted() {
        CalibrationCounts.Builder few = new CalibrationCounts.Builder();
        IntStream.range(0, 5).forEach(i -> few.add(new double[] {.995, .005}));
        CalibrationCounts counts = waiting(980, 20).plus(few.build()).plus(calibrated(120, 0));
        int lowest = ConfidenceBins.bin(.99);
        RoundPlan plan = planner.plan(view(3, counts, 300, Optional.of(new CalibrationDraw(lowest, .1))));

        assertThat(plan.accept().orElseThrow().bin()).isEqualTo(lowest);
        assertThat(plan.accept().orElseThrow().threshold()).isEqualTo(ConfidenceBins.lowerEdge(lowest));
        assertThat(plan.accept().orElseThrow().calibrationItems()).isEqualTo(120);
        RoundRouter router = new RoundRouter(plan, Rest.LEFT, new Draw(1), "b", 3);
        assertThat(router.route("i", lowest, 0, 0)).isEqualTo(ItemRoute.ACCEPT);
        assertThat(router.route("i", lowest - 1, 0, 0)).isEqualTo(ItemRoute.LEFT);
    }

    /** A model wrong on 6 % of what it is sure of: at 95 %, a test that passes is a mistake. */
    @Test
    void a_range_that_misses_the_target_is_accepted_in_one_run_of_twenty_at_most() {
        int runs = 2_000;
        long accepted = IntStream.range(0, runs)
                .filter(seed -> {
                    int errors = (int)
                            new Random(seed).doubles(150).filter(u -> u < .06).count();
                    CalibrationCounts counts = waiting(800, 0).plus(calibrated(150, errors));
                    return planner.plan(view(3, counts, 300, Optional.of(new CalibrationDraw(0, .1))))
                            .accept()
                            .isPresent();
                })
                .count();

        assertThat(accepted / (double) runs).isLessThan(.05);
    }

    @Test
    void each_stage_routes_as_its_plan_says_and_always_alike() {
        RoundPlan first = planner.plan(view(0, CalibrationCounts.EMPTY, 0, Optional.empty()));
        RoundRouter router = new RoundRouter(first, Rest.PEOPLE, new Draw(1), "b", 0);
        assertThat(router.route("i", 0, 0, .999)).isEqualTo(ItemRoute.LEARN).isEqualTo(router.route("i", 0, 0, .999));
        assertThat(router.route("i", 0, 0, .1)).isEqualTo(ItemRoute.WAIT);

        RoundPlan calibrate = planner.plan(view(3, waiting(980, 20), 120, Optional.empty()));
        RoundRouter draws = new RoundRouter(calibrate, Rest.PEOPLE, new Draw(1), "b", 3);
        long drawn = IntStream.range(0, 10_000)
                .filter(i -> draws.route("i" + i, ConfidenceBins.bin(SURE), 0, 0) == ItemRoute.CALIBRATE)
                .count();
        assertThat(drawn / 10_000.0)
                .isCloseTo(calibrate.calibration().orElseThrow().rate(), within(.015));
        assertThat(draws.route("i", ConfidenceBins.bin(UNSURE), 0, 1)).isEqualTo(ItemRoute.WAIT);

        RoundPlan last = planner.plan(view(3, waiting(980, 20), 490, Optional.empty()));
        assertThat(new RoundRouter(last, Rest.PEOPLE, new Draw(1), "b", 3).route("i", 99, 0, 0))
                .isEqualTo(ItemRoute.PEOPLE);
    }

    @Test
    void settings_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> settings(10)).hasMessageContaining("labelBudget");
        assertThatThrownBy(() -> new RoundSettings(60, 0, 9, 500, new Margin(), .3, .05, .95, Rest.LEFT))
                .hasMessageContaining("perRound");
        assertThatThrownBy(() -> new RoundSettings(60, 30, 9, 500, new Margin(), 1, .05, .95, Rest.LEFT))
                .hasMessageContaining("calibrationShare");
        assertThatThrownBy(() -> new CalibrationDraw(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RoundSettings settings(long labels) {
        return new RoundSettings(60, 30, 20, labels, new Margin(), .4, .05, .95, Rest.LEFT);
    }

    private static RoundView view(int round, CalibrationCounts counts, long spent, Optional<CalibrationDraw> draw) {
        return new RoundView(round, scores(1_000), counts, spent, 1, draw);
    }

    private static ScoreCounts scores(int items) {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        IntStream.range(0, items).forEach(i -> counts.add(0, i / (double) items));
        return counts.build();
    }

    private static CalibrationCounts waiting(int sure, int unsure) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        IntStream.range(0, sure).forEach(i -> counts.add(new double[] {SURE, 1 - SURE}));
        IntStream.range(0, unsure).forEach(i -> counts.add(new double[] {UNSURE, 1 - UNSURE}));
        return counts.build();
    }

    private static CalibrationCounts calibrated(int items, int errors) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        IntStream.range(0, items)
                .forEach(i -> counts.addCalibration(new double[] {SURE, 1 - SURE}, i < errors ? 1 : 0));
        return counts.build();
    }
}
