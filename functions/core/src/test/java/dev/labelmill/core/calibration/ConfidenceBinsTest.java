package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ConfidenceBinsTest {

    @Property(tries = 5_000)
    void every_confidence_is_in_the_bin_whose_edges_enclose_it(
            @ForAll @DoubleRange(min = 0, max = 1) double confidence) {
        int bin = ConfidenceBins.bin(confidence);

        assertThat(ConfidenceBins.lowerEdge(bin)).isLessThanOrEqualTo(confidence);
        assertThat(bin == ConfidenceBins.COUNT - 1 || confidence < ConfidenceBins.lowerEdge(bin + 1))
                .isTrue();
    }

    @Test
    void edges_rise_from_0_to_1_and_are_in_their_own_bins() {
        assertThat(ConfidenceBins.lowerEdge(0)).isZero();
        assertThat(ConfidenceBins.lowerEdge(8)).isEqualTo(.5);
        assertThat(ConfidenceBins.lowerEdge(16)).isEqualTo(.75);
        assertThat(ConfidenceBins.lowerEdge(ConfidenceBins.COUNT)).isEqualTo(1);
        for (int bin = 0; bin < ConfidenceBins.COUNT; bin++) {
            double edge = ConfidenceBins.lowerEdge(bin);
            assertThat(edge).isLessThan(ConfidenceBins.lowerEdge(bin + 1));
            assertThat(ConfidenceBins.bin(edge)).isEqualTo(bin);
            assertThat(bin == 0 || ConfidenceBins.bin(Math.nextDown(edge)) == bin - 1)
                    .isTrue();
        }
        assertThat(ConfidenceBins.bin(1)).isEqualTo(ConfidenceBins.COUNT - 1);
    }

    @Test
    void what_is_no_confidence_is_refused() {
        assertThatThrownBy(() -> ConfidenceBins.bin(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfidenceBins.bin(1.001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfidenceBins.bin(-.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfidenceBins.lowerEdge(129)).isInstanceOf(IllegalArgumentException.class);
    }
}
