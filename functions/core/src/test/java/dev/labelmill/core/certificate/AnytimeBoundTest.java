package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnytimeBoundTest {

    private static final int RUNS = 2_000;

    /** A bound on the number of errors; memory of what was asked, as runs pass the same counts again and again. */
    private static final class Remembered {

        private final Bound bound;
        private final Map<Long, Long> known = new HashMap<>();

        Remembered(Bound bound) {
            this.bound = bound;
        }

        long upper(int errors, int sampled, int size, double alpha) {
            return known.computeIfAbsent(
                    (long) sampled << 32 | errors, counts -> bound.upper(errors, sampled, size, alpha));
        }
    }

    private interface Bound {
        long upper(long errors, long sampled, long size, double alpha);
    }

    /** Share of runs in which the bound holds after every single answer. */
    private static double heldThroughout(Bound bound, int size, int wrong, int looks, double alpha, long seed) {
        Remembered remembered = new Remembered(bound);
        Random random = new Random(seed);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            int errors = 0;
            boolean holds = true;
            for (int look = 1; look <= looks && holds; look++) {
                errors += random.nextInt(size - look + 1) < wrong - errors ? 1 : 0;
                holds = wrong <= remembered.upper(errors, look, size, alpha);
            }
            held += holds ? 1 : 0;
        }
        return (double) held / RUNS;
    }

    @ParameterizedTest
    @Tag("draws")
    @CsvSource({
        "   300,   3,  300, .05",
        "   300,  30,  300, .05",
        "   300, 150,  150, .10",
        " 2_000,  20,  400, .05",
        " 2_000, 100,  400, .05",
        " 2_000, 400,  400, .10",
        "50_000, 500, 1_000, .05",
        "50_000, 5_000, 500, .025",
        "    20,   8,   20, .25"
    })
    void it_holds_at_all_looks_at_once_with_the_confidence(String size, String wrong, String looks, double alpha) {
        double held = heldThroughout(AnytimeBound::upper, number(size), number(wrong), number(looks), alpha, 20261124);

        assertThat(held).isGreaterThanOrEqualTo(1 - alpha);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.replace("_", ""));
    }

    /** Why the certificate's own bound must not be published each minute. */
    @Tag("draws")
    @Test
    void a_bound_for_one_look_fails_when_looked_at_after_every_answer() {
        assertThat(heldThroughout(HypergeometricBound::upper, 2_000, 100, 400, .05, 20261124))
                .isLessThan(.85);
    }

    /** Not by simulation: all orders of answers of a small population are followed, and those that ever miss are added. */
    @Test
    void the_chance_ever_to_miss_is_alpha_at_most_summed_over_all_orders() {
        for (int size : new int[] {5, 12, 25}) {
            for (double alpha : new double[] {.05, .2, .5}) {
                for (int wrong = 0; wrong <= size; wrong++) {
                    assertThat(chanceEverToMiss(size, wrong, alpha)).isLessThanOrEqualTo(alpha);
                }
            }
        }
    }

    private static double chanceEverToMiss(int size, int wrong, double alpha) {
        double[] alive = new double[wrong + 1];
        alive[0] = 1;
        double missed = 0;
        for (int sampled = 1; sampled <= size; sampled++) {
            for (int errors = Math.min(sampled, wrong); errors >= 0; errors--) {
                double right = Math.max(0, (double) (size - wrong - (sampled - 1 - errors)) / (size - sampled + 1));
                double found = errors == 0 ? 0 : alive[errors - 1] * (wrong - errors + 1) / (size - sampled + 1);
                alive[errors] = found + (errors < sampled ? alive[errors] * right : 0);
                if (alive[errors] > 0 && AnytimeBound.upper(errors, sampled, size, alpha) < wrong) {
                    missed += alive[errors];
                    alive[errors] = 0;
                }
            }
        }
        return missed;
    }

    /**
     * One item of two answered, and right. E(1) = B(1/2, 1)/B(1/2, 1) + 1 · B(1/2, 2)/B(1/2, 1) · 1/1 = 1 + 2/3, and two
     * wrong ones are impossible. So one stays possible unless 1/alpha is 5/3 or less.
     */
    @Test
    void the_smallest_case_is_reckoned_by_hand() {
        assertThat(AnytimeBound.upper(0, 1, 2, .59)).isEqualTo(1);
        assertThat(AnytimeBound.upper(0, 1, 2, .61)).isZero();
    }

    /** In a large population E is ∫ u^e ((1 - u p) / (1 - p))^(n-e) dBeta(u; 1/2, 1), integrated here with u = v². */
    @Test
    void in_a_large_population_it_is_where_the_mixture_of_likelihood_ratios_reaches_one_over_alpha() {
        long size = 1L << 50;
        for (int[] counts : new int[][] {{0, 100}, {3, 100}, {40, 300}}) {
            double p = (double) AnytimeBound.upper(counts[0], counts[1], size, .05) / size;
            double mixture = 0;
            int steps = 100_000;
            for (int i = 0; i < steps; i++) {
                double u = Math.pow((i + .5) / steps, 2);
                mixture += Math.pow(u, counts[0]) * Math.pow((1 - u * p) / (1 - p), counts[1] - counts[0]) / steps;
            }
            assertThat(mixture).isCloseTo(20, within(1e-4));
        }
    }

    @Property(tries = 300)
    void it_rises_with_every_error_and_lies_above_the_bound_for_one_look(
            @ForAll @IntRange(min = 1, max = 20_000) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double sampledShare,
            @ForAll @DoubleRange(min = 0, max = .9) double errorShare,
            @ForAll @DoubleRange(min = .01, max = .2) double alpha) {
        int sampled = (int) (sampledShare * Math.min(size, 2_000));
        int errors = (int) (errorShare * sampled);

        long upper = AnytimeBound.upper(errors, sampled, size, alpha);

        assertThat(upper)
                .isBetween((long) errors, (long) size - sampled + errors)
                .isGreaterThanOrEqualTo(HypergeometricBound.upper(errors, sampled, size, alpha));
        if (errors < sampled) {
            assertThat(AnytimeBound.upper(errors + 1, sampled, size, alpha)).isGreaterThanOrEqualTo(upper);
        }
    }

    @Test
    void nothing_answered_shows_nothing_and_everything_answered_is_the_truth() {
        assertThat(AnytimeBound.upper(0, 0, 40, .05)).isEqualTo(40);
        assertThat(AnytimeBound.upper(0, 0, 0, .05)).isZero();
        assertThat(AnytimeBound.upper(4, 40, 40, .05)).isEqualTo(4);
        assertThat(AnytimeBound.upper(0, 500_000, 10_000_000, .05)).isBetween(60L, 90L);
    }

    @Test
    void impossible_counts_are_refused() {
        assertThatThrownBy(() -> AnytimeBound.upper(2, 1, 5, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnytimeBound.upper(0, 6, 5, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnytimeBound.upper(0, 1, 5, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
