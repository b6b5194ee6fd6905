package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClopperPearsonTest {

    @Test
    void without_errors_the_bound_is_the_root_of_alpha() {
        assertThat(ClopperPearson.upper(0, 59, .05)).isCloseTo(1 - Math.pow(.05, 1.0 / 59), within(1e-12));
        assertThat(ClopperPearson.upper(0, 59, .05)).isCloseTo(.0495, within(5e-5));
        assertThat(ClopperPearson.upper(0, 58, .05)).isGreaterThan(.05);
        assertThat(ClopperPearson.upper(0, 100_000, .05)).isCloseTo(1 - Math.pow(.05, 1e-5), within(1e-15));
    }

    /** Two-sided 95 % intervals as printed in textbooks: 10 of 100 is [.0490, .1762], 1 of 10 [.0025, .4450]. */
    @Test
    void it_gives_the_tabulated_intervals() {
        assertThat(ClopperPearson.upper(10, 100, .025)).isCloseTo(.1762, within(5e-5));
        assertThat(ClopperPearson.lower(10, 100, .025)).isCloseTo(.0490, within(5e-5));
        assertThat(ClopperPearson.upper(1, 10, .025)).isCloseTo(.4450, within(5e-5));
        assertThat(ClopperPearson.lower(1, 10, .025)).isCloseTo(.0025, within(5e-5));
    }

    @Property
    void asking_whether_the_bound_keeps_a_limit_is_asking_for_the_bound(
            @ForAll @IntRange(max = 2_000) int n,
            @ForAll @DoubleRange(min = 0, max = .2) double share,
            @ForAll @DoubleRange(min = .01, max = .99) double limit) {
        int errors = (int) (share * n);
        double upper = ClopperPearson.upper(errors, n, .05);

        assertThat(ClopperPearson.upperIsWithin(limit, errors, n, .05) == upper <= limit
                        || Math.abs(upper - limit) < 1e-9)
                .isTrue();
    }

    @Test
    void nothing_seen_bounds_nothing() {
        assertThat(ClopperPearson.upper(0, 0, .05)).isEqualTo(1);
        assertThat(ClopperPearson.lower(0, 0, .05)).isZero();
        assertThat(ClopperPearson.upper(7, 7, .05)).isEqualTo(1);
    }

    @Property
    void the_bounds_enclose_the_estimate_and_rise_with_every_error(
            @ForAll @IntRange(min = 1, max = 5_000) int n,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = .01, max = .4) double alpha) {
        int errors = (int) (share * (n - 1));

        double upper = ClopperPearson.upper(errors, n, alpha);

        assertThat(upper).isGreaterThan((double) errors / n).isLessThanOrEqualTo(1);
        assertThat(ClopperPearson.upper(errors + 1, n, alpha)).isGreaterThan(upper);
        assertThat(ClopperPearson.lower(errors, n, alpha)).isLessThanOrEqualTo((double) errors / n);
    }

    @Property
    void the_lower_bound_mirrors_the_upper_one(
            @ForAll @IntRange(min = 1, max = 500) int n, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        int errors = (int) (share * n);

        assertThat(ClopperPearson.lower(errors, n, .05))
                .isCloseTo(1 - ClopperPearson.upper(n - errors, n, .05), within(1e-9));
    }

    @Test
    void impossible_counts_are_refused() {
        assertThatThrownBy(() -> ClopperPearson.upper(2, 1, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClopperPearson.upper(-1, 1, .05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClopperPearson.upper(0, 1, 0)).hasMessage("alpha must lie between 0 and 1: 0.0");
        assertThatThrownBy(() -> ClopperPearson.upper(0, 1, 1)).hasMessage("alpha must lie between 0 and 1: 1.0");
        assertThatThrownBy(() -> ClopperPearson.lower(2, 1, .05)).hasMessageContaining("errors");
        assertThatThrownBy(() -> ClopperPearson.upperIsWithin(.5, 0, 1, 0)).hasMessageContaining("alpha");
    }
}
