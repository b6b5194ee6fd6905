package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class HypergeometricBoundTest {

    /**
     * Of 10 items 5 were drawn, all right. With M wrong the chance of that is C(10-M, 5) / C(10, 5): 1, 1/2, 2/9, 1/12,
     * 1/42, 1/252 for M = 0 to 5. At alpha .05 the last above it is M = 3, at .02 M = 4, at .1 M = 2.
     */
    @Test
    void small_populations_are_reckoned_by_hand() {
        assertThat(HypergeometricBound.upper(0, 5, 10, .05)).isEqualTo(3);
        assertThat(HypergeometricBound.upper(0, 5, 10, .02)).isEqualTo(4);
        assertThat(HypergeometricBound.upper(0, 5, 10, .1)).isEqualTo(2);
    }

    /**
     * Of 6 items 3 were drawn, one of them wrong. With M wrong, P(X ≤ 1) is 1, 4/5, 1/2 and 1/5 for M = 1 to 4, and M = 5
     * is impossible: two right ones were seen.
     */
    @Test
    void a_sample_with_an_error_is_reckoned_by_hand() {
        assertThat(HypergeometricBound.upper(1, 3, 6, .1)).isEqualTo(4);
        assertThat(HypergeometricBound.upper(1, 3, 6, .3)).isEqualTo(3);
        assertThat(HypergeometricBound.upper(1, 3, 6, .6)).isEqualTo(2);
    }

    @Test
    void half_of_a_hundred_items_prove_more_than_the_same_sample_of_a_large_population() {
        assertThat(HypergeometricBound.upper(0, 50, 100, .025)).isEqualTo(5);
        assertThat(100 * ClopperPearson.upper(0, 50, .025)).isCloseTo(7.11, within(.01));
    }

    @Test
    void a_sample_of_everything_is_the_truth_and_of_nothing_shows_nothing() {
        assertThat(HypergeometricBound.upper(7, 40, 40, .05)).isEqualTo(7);
        assertThat(HypergeometricBound.upper(0, 0, 40, .05)).isEqualTo(40);
        assertThat(HypergeometricBound.upper(0, 0, 0, .05)).isZero();
        assertThat(HypergeometricBound.upper(40, 40, 40, .05)).isEqualTo(40);
    }

    @Test
    void whether_a_bound_is_within_a_limit_is_what_the_bound_itself_says_of_every_small_sample() {
        for (int size : new int[] {0, 1, 6, 17}) {
            for (int sampled = 0; sampled <= size; sampled++) {
                for (int errors = 0; errors <= sampled; errors++) {
                    for (int limit = 0; limit <= size; limit++) {
                        for (double alpha : new double[] {.05, .5}) {
                            assertThat(HypergeometricBound.upperIsWithin(limit, errors, sampled, size, alpha))
                                    .as("%d of %d of %d within %d at %s", errors, sampled, size, limit, alpha)
                                    .isEqualTo(HypergeometricBound.upper(errors, sampled, size, alpha) <= limit);
                        }
                    }
                }
            }
        }
    }

    @Test
    void of_more_items_than_an_int_counts_the_bound_is_that_of_a_population_without_end() {
        long size = 4L * Integer.MAX_VALUE;
        long upper = HypergeometricBound.upper(2, 400, size, .05);

        assertThat((double) upper / size).isCloseTo(ClopperPearson.upper(2, 400, .05), within(1e-9));
        assertThat(HypergeometricBound.upperIsWithin(upper, 2, 400, size, .05)).isTrue();
        assertThat(HypergeometricBound.upperIsWithin(upper - 1, 2, 400, size, .05))
                .isFalse();
        assertThat(HypergeometricBound.upper(3, size - 1, size, .001)).isEqualTo(4);
    }

    @Test
    void impossible_samples_have_no_bound_within_any_limit() {
        assertThatThrownBy(() -> HypergeometricBound.upperIsWithin(3, 2, 1, 10, .05))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HypergeometricBound.upperIsWithin(3, 0, 11, 10, .05))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HypergeometricBound.upperIsWithin(3, 0, 5, 10, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Not by simulation: for each number of wrong items the chances of all samples that miss it are added up. */
    @Test
    void whatever_is_wrong_the_bound_fails_with_probability_alpha_at_most() {
        for (int size : new int[] {1, 2, 7, 20, 45}) {
            for (int sampled = 0; sampled <= size; sampled++) {
                for (double alpha : new double[] {.01, .05, .25, .5}) {
                    for (int wrong = 0; wrong <= size; wrong++) {
                        assertThat(chanceToMiss(wrong, sampled, size, alpha)).isLessThanOrEqualTo(alpha + 1e-12);
                    }
                }
            }
        }
    }

    private static double chanceToMiss(int wrong, int sampled, int size, double alpha) {
        HypergeometricDistribution errors = HypergeometricDistribution.of(size, wrong, sampled);
        double missed = 0;
        for (int e = errors.getSupportLowerBound(); e <= errors.getSupportUpperBound(); e++) {
            missed += HypergeometricBound.upper(e, sampled, size, alpha) < wrong ? errors.probability(e) : 0;
        }
        return missed;
    }

    @Property(tries = 300)
    void it_is_never_above_clopper_and_pearsons_at_alphas_of_practice(
            @ForAll @IntRange(min = 1, max = 100_000) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double sampledShare,
            @ForAll @DoubleRange(min = 0, max = .3) double errorShare,
            @ForAll @DoubleRange(min = .01, max = .2) double alpha) {
        int sampled = (int) (sampledShare * size);
        int errors = (int) (errorShare * sampled);

        long upper = HypergeometricBound.upper(errors, sampled, size, alpha);

        assertThat((double) upper).isLessThanOrEqualTo(size * ClopperPearson.upper(errors, sampled, alpha) + 1e-6);
        assertThat(upper).isBetween((long) errors, (long) size - sampled + errors);
    }

    @Test
    void in_a_population_beyond_all_bounds_it_is_clopper_and_pearsons() {
        long size = 1L << 40;

        assertThat((double) HypergeometricBound.upper(3, 500, size, .05) / size)
                .isCloseTo(ClopperPearson.upper(3, 500, .05), within(1e-9));
        assertThat((double) HypergeometricBound.upper(3, 500, Integer.MAX_VALUE, .05) / Integer.MAX_VALUE)
                .isCloseTo(ClopperPearson.upper(3, 500, .05), within(1e-6));
    }

    /** Half of it drawn without an error, M wrong ones are missed with probability 2^-M: 1/16 for four, 1/32 for five. */
    @Test
    void up_to_the_most_items_that_an_int_counts_it_is_exact() {
        assertThat(HypergeometricBound.upper(0, 1 << 30, Integer.MAX_VALUE, .05))
                .isEqualTo(4);
        assertThat(HypergeometricBound.upper(0, 1L << 30, Integer.MAX_VALUE + 1L, .05))
                .as("Clopper and Pearson's, ln 20 / n of the items")
                .isEqualTo(5);
        assertThat(HypergeometricBound.upperIsWithin(4, 0, 1 << 30, Integer.MAX_VALUE, .05))
                .isTrue();
    }

    @Test
    void impossible_counts_are_refused() {
        assertThatThrownBy(() -> HypergeometricBound.upper(2, 1, 5, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HypergeometricBound.upper(0, 6, 5, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HypergeometricBound.upper(-1, 1, 5, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HypergeometricBound.upper(0, 1, 5, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
