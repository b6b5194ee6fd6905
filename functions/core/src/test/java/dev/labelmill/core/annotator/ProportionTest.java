package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ProportionTest {

    /** R: binom.test(5, 10)$conf.int and binom.test(0, 10)$conf.int. */
    @Test
    void the_interval_is_the_exact_one() {
        assertThat(new Proportion(5, 10).low()).isCloseTo(0.1870860, within(1e-7));
        assertThat(new Proportion(5, 10).high()).isCloseTo(0.8129140, within(1e-7));
        assertThat(new Proportion(0, 10).low()).isZero();
        assertThat(new Proportion(0, 10).high()).isCloseTo(0.3084971, within(1e-7));
    }

    @Property
    void the_interval_holds_the_share(
            @ForAll @LongRange(max = 500) long successes, @ForAll @LongRange(max = 500) long failures) {
        if (successes + failures == 0) {
            return;
        }
        Proportion share = new Proportion(successes, successes + failures);
        assertThat(share.value()).isBetween(share.low(), share.high());
        assertThat(share.low()).isBetween(0.0, 1.0);
        assertThat(share.high()).isBetween(0.0, 1.0);
    }

    @Test
    void a_share_of_nothing_is_none() {
        assertThatThrownBy(() -> new Proportion(0, 0)).hasMessage("no share: 0 of 0");
        assertThatThrownBy(() -> new Proportion(2, 1)).hasMessage("no share: 2 of 1");
    }
}
