package dev.labelmill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void quantiles_are_told_within_three_percent() {
        Spread spread = new Spread();
        for (int i = 1; i <= 10_000; i++) {
            spread.add(i * 1_000.0);
        }

        assertThat(spread.at(.5)).isCloseTo(5_000_000, withinPercentage(3));
        assertThat(spread.at(.99)).isCloseTo(9_900_000, withinPercentage(3));
        assertThat(spread.at(1)).isEqualTo(10_000_000);
        assertThat(spread.most()).isEqualTo(10_000_000);
    }

    @Test
    void of_nothing_nothing_is_told() {
        assertThat(new Spread().at(.99)).isZero();
    }
}
