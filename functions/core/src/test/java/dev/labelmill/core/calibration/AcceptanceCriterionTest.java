package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.certificate.HypergeometricBound;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

/** That a test of the items that were not drawn keeps its level for them, computed exactly. */
class AcceptanceCriterionTest {

    private static final double ALPHA = .05;

    /** The worst case of all numbers of errors: Clopper and Pearson's test of the whole range misses the level here. */
    @Test
    void however_many_errors_a_range_has_the_rest_is_accepted_wrongly_with_probability_alpha_at_most() {
        for (double rate : new double[] {.05, .2, .5, .8}) {
            AcceptanceCriterion criterion = new AcceptanceCriterion.OfRest(.05, ALPHA, rate);
            for (int items : new int[] {40, 200, 400}) {
                for (int wrong = 0; wrong <= items; wrong++) {
                    assertThat(missed(criterion, .05, rate, items, wrong))
                            .as("%d of %d wrong, drawn at %s", wrong, items, rate)
                            .isLessThanOrEqualTo(ALPHA + 1e-9);
                }
            }
        }
    }

    @Test
    void a_test_of_the_whole_range_would_accept_the_rest_wrongly_more_often_than_it_says() {
        AcceptanceCriterion whole = new AcceptanceCriterion.OfRate(.05, ALPHA);
        double worst = 0;
        for (int wrong = 0; wrong <= 100; wrong++) {
            worst = Math.max(worst, missed(whole, .05, .8, 400, wrong));
        }

        assertThat(worst).isGreaterThan(.1);
    }

    @Property(tries = 300)
    void it_keeps_its_level_at_any_target_rate_and_size(
            @ForAll @DoubleRange(min = .01, max = .4) double target,
            @ForAll @DoubleRange(min = .02, max = .98) double rate,
            @ForAll @IntRange(min = 1, max = 150) int items,
            @ForAll @DoubleRange(min = 0, max = 1) double wrongShare) {
        AcceptanceCriterion criterion = new AcceptanceCriterion.OfRest(target, ALPHA, rate);

        assertThat(missed(criterion, target, rate, items, (int) (wrongShare * items)))
                .isLessThanOrEqualTo(ALPHA + 1e-9);
    }

    @Test
    void where_all_are_drawn_nothing_is_left_to_accept() {
        AcceptanceCriterion criterion = new AcceptanceCriterion.OfRest(.05, ALPHA, 1);

        assertThat(criterion.bound(3, 100, 100)).isEqualTo(1);
        assertThat(criterion.passes(3, 100, 100)).isFalse();
        assertThat(criterion.passes(0, 191, 191)).isFalse();
        assertThat(criterion.passes(0, 185, 191)).isFalse();
    }

    @Test
    void what_passes_is_what_has_a_bound_within_the_target() {
        for (double rate : new double[] {.1, .5, .9, 1}) {
            AcceptanceCriterion criterion = new AcceptanceCriterion.OfRest(.05, ALPHA, rate);
            for (int sampled = 10; sampled <= 120; sampled += 10) {
                for (int errors = 0; errors <= 6; errors++) {
                    boolean passes = criterion.passes(errors, sampled, 1_000);

                    assertThat(passes).isEqualTo(criterion.bound(errors, sampled, 1_000) <= .05);
                    assertThat(HypergeometricBound.upperIsWithin(43, errors, sampled, 1_000, ALPHA))
                            .isEqualTo(HypergeometricBound.upper(errors, sampled, 1_000, ALPHA) <= 43);
                }
            }
        }
    }

    @Test
    void the_fewest_that_pass_are_more_where_less_is_left_over() {
        assertThat(new AcceptanceCriterion.OfRate(.05, ALPHA).fewest(1_000)).hasValue(59);
        AcceptanceCriterion ofMany = new AcceptanceCriterion.OfRest(.05, ALPHA, .1);
        long fewest = ofMany.fewest(1_000).orElseThrow();
        assertThat(fewest).isGreaterThan(59);
        assertThat(ofMany.passes(0, fewest, 1_000)).isTrue();
        assertThat(ofMany.passes(0, fewest - 1, 1_000)).isFalse();
        assertThat(new AcceptanceCriterion.OfRest(.05, ALPHA, 1).fewest(1_000)).isEmpty();
    }

    /** Probability that the test passes and more of the rest is wrong than the target allows. */
    private static double missed(AcceptanceCriterion criterion, double target, double rate, int items, int wrong) {
        BinomialDistribution draw = BinomialDistribution.of(items, rate);
        double missed = 0;
        for (int sampled = 1; sampled < items; sampled++) {
            double likely = draw.probability(sampled);
            if (likely < 1e-12) {
                continue;
            }
            HypergeometricDistribution found = HypergeometricDistribution.of(items, wrong, sampled);
            for (int errors = found.getSupportLowerBound(); errors <= found.getSupportUpperBound(); errors++) {
                boolean isWrong = wrong - errors > target * (items - sampled);
                if (isWrong && criterion.passes(errors, sampled, items)) {
                    missed += likely * found.probability(errors);
                }
            }
        }
        return missed;
    }
}
