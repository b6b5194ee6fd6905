package dev.labelmill.core.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class MiddleTest {

    private static final double[] EVEN = {1, 1, 1, 1};

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Middle.MEDIAN.of(new double[] {9, 1, 4, 2}, EVEN)).isEqualTo(3);
    }

    /** Weights in order of value: 1 (3 of 6), then 5 (1), 9 (2): exactly half lies at 1, so the gap 1 to 5 is halved. */
    @Test
    void weights_shift_the_median() {
        assertThat(Middle.MEDIAN.of(new double[] {9, 5, 1}, new double[] {2, 1, 3}))
                .isEqualTo(3);
        assertThat(Middle.MEDIAN.of(new double[] {9, 5, 1}, new double[] {2, 1, 4}))
                .isEqualTo(1);
        assertThat(Middle.MEDIAN.of(new double[] {9, 5, 1}, new double[] {4, 1, 2}))
                .isEqualTo(9);
    }

    /** (9·2 + 5·1 + 1·3)/6 = 26/6. */
    @Test
    void the_mean_is_weighted() {
        assertThat(Middle.MEAN.of(new double[] {9, 5, 1}, new double[] {2, 1, 3}))
                .isCloseTo(26.0 / 6, within(1e-12));
    }

    @Test
    void a_wild_number_moves_the_mean_and_not_the_median() {
        assertThat(Middle.MEDIAN.of(new double[] {1, 2, 1e9}, new double[] {1, 1, 1}))
                .isEqualTo(2);
        assertThat(Middle.MEAN.of(new double[] {1, 2, 1e9}, new double[] {1, 1, 1}))
                .isGreaterThan(1e8);
    }

    @Test
    void without_numbers_there_is_no_middle() {
        assertThatThrownBy(() -> Middle.MEDIAN.of(new double[0], new double[0]))
                .hasMessage("a middle needs a value and a weight for each, not 0 and 0");
        assertThatThrownBy(() -> Middle.MEAN.of(new double[1], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void a_middle_lies_among_the_numbers(
            @ForAll Middle middle, @ForAll @NotEmpty List<@DoubleRange(min = -1e100, max = 1e100) Double> numbers) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        double[] weights =
                numbers.stream().mapToDouble(x -> 1 + Math.abs(x % 3)).toArray();

        assertThat(middle.of(values, weights))
                .isBetween(
                        numbers.stream().min(Double::compare).orElseThrow(),
                        numbers.stream().max(Double::compare).orElseThrow());
    }

    @Property(tries = 200)
    void the_counted_median_is_within_a_sixteenth_of_the_true_one(
            @ForAll @NotEmpty List<@DoubleRange(min = -1e9, max = 1e9) Double> numbers) {
        Magnitudes magnitudes = new Magnitudes();
        numbers.forEach(magnitudes::add);
        double[] sorted = numbers.stream().mapToDouble(Math::abs).sorted().toArray();
        double median = sorted[sorted.length / 2];

        assertThat(magnitudes.median()).isBetween(median * 15 / 16, median);
    }

    @Test
    void of_no_magnitudes_the_median_is_zero() {
        assertThat(new Magnitudes().median()).isZero();
    }
}
