package dev.labelmill.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {

    /** ceil(ln alpha / ln(1 - limit)): ln .05 / ln .97 = 98.35, ln .05 / ln .95 = 58.4, ln .05 / ln .99 = 298.07. */
    @ParameterizedTest
    @CsvSource({".03, .95, 99", ".05, .95, 59", ".01, .95, 299", ".01, .99, 459", ".10, .90, 22", ".5, .5, 1"})
    void without_errors_it_is_the_rule_of_three(double limit, double confidence, long audits) {
        SampleSize plan = SampleSize.of(limit, confidence, 0, .9);

        assertThat(plan.audits()).isEqualTo(audits);
        assertThat(plan.errorsTolerated()).isZero();
        assertThat(plan.chance()).isEqualTo(1);
    }

    /**
     * The table of sample sizes for 95 % confidence in 95 % quality (success-run testing): 59, 93, 124, 153 audits tolerate
     * 0, 1, 2, 3 errors. At an error rate of .01: .99^59 = .553; 93: .99^93 + 93 · .01 · .99^92 = .393 + .369 = .762; 124:
     * .2876 + .3602 + .2238 = .872; 153: .2149 + .3321 + .2549 + .1296 = .931.
     */
    @ParameterizedTest
    @CsvSource({".50, 59, 0, .5527", ".75, 93, 1, .7616", ".85, 124, 2, .8716", ".90, 153, 3, .9315"})
    void a_chance_is_bought_with_errors_that_are_tolerated(double chance, long audits, int errors, double reached) {
        SampleSize plan = SampleSize.of(.05, .95, .01, chance);

        assertThat(plan.audits()).isEqualTo(audits);
        assertThat(plan.errorsTolerated()).isEqualTo(errors);
        assertThat(plan.chance()).isCloseTo(reached, within(2e-4));
    }

    @Property(tries = 60)
    void no_smaller_number_of_audits_has_the_chance(
            @ForAll @DoubleRange(min = .05, max = .5) double limit,
            @ForAll @DoubleRange(min = .5, max = .99) double confidence,
            @ForAll @DoubleRange(min = 0, max = .5) double part,
            @ForAll @DoubleRange(min = .1, max = .95) double chance) {
        double errorRate = part * limit;

        SampleSize plan = SampleSize.of(limit, confidence, errorRate, chance);

        int fewest = 1;
        while (chanceToKeep(limit, confidence, errorRate, fewest) < chance) {
            fewest++;
        }
        assertThat(plan.audits()).isEqualTo(fewest);
        assertThat(plan.chance()).isCloseTo(chanceToKeep(limit, confidence, errorRate, fewest), within(1e-12));
    }

    private static double chanceToKeep(double limit, double confidence, double errorRate, int audits) {
        double chance = 0;
        for (int errors = 0; ClopperPearson.upperIsWithin(limit, errors, audits, 1 - confidence); errors++) {
            chance += BinomialDistribution.of(audits, errorRate).probability(errors);
        }
        return chance;
    }

    @Test
    void a_rate_that_is_not_below_the_limit_cannot_be_planned_for() {
        assertThatThrownBy(() -> SampleSize.of(.03, .95, .03, .9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within 0.03");
        assertThatThrownBy(() -> SampleSize.of(.03, .95, -.1, .9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleSize.of(.03, 1, 0, .9)).hasMessageContaining("confidence");
        assertThatThrownBy(() -> SampleSize.of(1, .95, 0, .9)).hasMessageContaining("limit and chance");
        assertThatThrownBy(() -> SampleSize.of(.03, .95, 0, 0)).hasMessageContaining("limit and chance");
        assertThatThrownBy(() -> SampleSize.of(.03, .95, 0, 1)).hasMessageContaining("limit and chance");
        assertThatThrownBy(() -> SampleSize.of(0, .95, 0, .9)).hasMessageContaining("limit and chance");
    }
}
