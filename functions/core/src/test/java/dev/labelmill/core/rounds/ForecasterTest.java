package dev.labelmill.core.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.calibration.AutoAcceptRule;
import dev.labelmill.core.calibration.CalibrationCounts;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class ForecasterTest {

    private static final double CONFIDENCE = .95;

    /** All numbers of calibration items and of errors, one by one. */
    @Property(tries = 40)
    void no_other_number_of_calibration_items_is_expected_to_leave_more_to_accept(
            @ForAll @IntRange(min = 1, max = 400) int items,
            @ForAll @IntRange(min = 1, max = 400) int most,
            @ForAll @DoubleRange(min = .02, max = .2) double target,
            @ForAll @DoubleRange(min = .9, max = .99) double sure) {
        Optional<Forecast> best = new Forecaster(target, CONFIDENCE, most).best(waiting(items, sure));
        double accepted = 0;
        for (int drawn = 1; drawn <= Math.min(most, items); drawn++) {
            double rate = RoundPlanner.rate(drawn, items);
            AutoAcceptRule rule = AutoAcceptRule.ofRest(target, CONFIDENCE, rate);
            double errorRate = best.map(Forecast::errorRate).orElse(.5);
            for (int errors = 0; errors <= drawn && rule.passes(errors, drawn, items); errors++) {
                double chance = BinomialDistribution.of(drawn, errorRate).cumulativeProbability(errors);
                accepted = Math.max(accepted, items * (1 - rate) * chance);
            }
        }

        assertThat(best.map(Forecast::accepted).orElse(0.0)).isGreaterThanOrEqualTo(accepted - 1e-9);
    }

    @Test
    void a_calibration_never_draws_all_that_it_would_accept() {
        for (int items = 60; items <= 400; items++) {
            Optional<Forecast> best = new Forecaster(.05, CONFIDENCE, 200).best(waiting(items, .999));

            best.ifPresent(forecast -> assertThat(RoundPlanner.rate(forecast.calibrationItems(), forecast.items()))
                    .isLessThan(1));
        }
        Forecast of191 =
                new Forecaster(.05, CONFIDENCE, 200).best(waiting(191, .999)).orElseThrow();
        assertThat(of191.calibrationItems()).isLessThan(110);
        assertThat(of191.accepted()).isCloseTo((191 - of191.calibrationItems()) * of191.chance(), within(11.0));
    }

    /** Above 600 numbers are tried in steps, the greatest that can be afforded among them. */
    @Test
    void what_just_suffices_is_found_when_it_is_all_that_can_be_afforded() {
        CalibrationCounts sure = waiting(20_000, .9999);
        for (double target : new double[] {.005, .004}) {
            int need = IntStream.rangeClosed(1, 2_000)
                    .filter(drawn -> AutoAcceptRule.ofRest(target, CONFIDENCE, RoundPlanner.rate(drawn, 20_000))
                            .passes(0, drawn, 20_000))
                    .findFirst()
                    .orElseThrow();

            assertThat(need).isGreaterThan(600);
            for (int most = need; most < need + 50; most++) {
                assertThat(new Forecaster(target, CONFIDENCE, most).best(sure))
                        .as("%s items of %s that can be afforded", need, most)
                        .isPresent();
            }
            assertThat(new Forecaster(target, CONFIDENCE, need - 1).best(sure)).isEmpty();
        }
    }

    private static CalibrationCounts waiting(int items, double sure) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        IntStream.range(0, items).forEach(i -> counts.add(new double[] {sure, 1 - sure}));
        return counts.build();
    }
}
