package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.calibration.IsotonicRegression.Block;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {

    /** The example of scikit-learn's documentation of {@code isotonic_regression}, version 1.4. */
    @Test
    void a_published_example_comes_out_the_same() {
        double[] y = {5, 3, 1, 2, 8, 10, 7, 9, 6, 4};

        IsotonicRegression fitted = IsotonicRegression.fit(range(10), y, ones(10));

        assertThat(fitted.blocks()).hasSize(2);
        assertBlock(fitted.blocks().get(0), 1.5, 2.75, 4);
        assertBlock(fitted.blocks().get(1), 6.5, 44 / 6.0, 6);
    }

    @Test
    void points_of_equal_x_are_one_with_their_mean_in_whatever_order_they_come() {
        IsotonicRegression one = IsotonicRegression.fit(
                new double[] {.2, .9, .2, .9}, new double[] {1, 0, 0, 1}, new double[] {1, 1, 3, 3});
        IsotonicRegression other = IsotonicRegression.fit(
                new double[] {.9, .9, .2, .2}, new double[] {1, 0, 0, 1}, new double[] {3, 1, 3, 1});

        assertThat(one).isEqualTo(other);
        assertBlock(one.blocks().get(0), .2, .25, 4);
        assertBlock(one.blocks().get(1), .9, .75, 4);
    }

    @Property
    void values_rise_keep_their_mean_and_are_those_of_the_max_min_formula(
            @ForAll @Size(min = 1, max = 25) List<@DoubleRange(min = 0, max = 1) Double> values,
            @ForAll @IntRange(min = 1, max = 5) int heaviest) {
        double[] y = values.stream().mapToDouble(v -> v).toArray();
        double[] weights =
                IntStream.range(0, y.length).mapToDouble(i -> 1 + i % heaviest).toArray();

        List<Block> blocks = IsotonicRegression.fit(range(y.length), y, weights).blocks();

        double sum = 0;
        int i = 0;
        for (Block block : blocks) {
            sum += block.value() * block.weight();
            for (double left = block.weight(); left > .5; left -= weights[i], i++) {
                // Barlow et al. 1972, theorem 1.9: max over s <= i of min over t >= i of the mean of s to t.
                assertThat(block.value()).isCloseTo(maxMin(y, weights, i), within(1e-9));
            }
        }
        assertThat(i).isEqualTo(y.length);
        assertThat(sum)
                .isCloseTo(
                        mean(y, weights, 0, y.length - 1)
                                * Arrays.stream(weights).sum(),
                        within(1e-9));
        for (int b = 1; b < blocks.size(); b++) {
            assertThat(blocks.get(b).value()).isGreaterThan(blocks.get(b - 1).value());
            assertThat(blocks.get(b).centre()).isGreaterThan(blocks.get(b - 1).centre());
        }
    }

    @Test
    void nothing_and_what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> IsotonicRegression.fit(new double[0], new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IsotonicRegression.fit(range(2), new double[1], ones(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double maxMin(double[] y, double[] weights, int i) {
        double max = Double.NEGATIVE_INFINITY;
        for (int s = 0; s <= i; s++) {
            double min = Double.POSITIVE_INFINITY;
            for (int t = i; t < y.length; t++) {
                min = Math.min(min, mean(y, weights, s, t));
            }
            max = Math.max(max, min);
        }
        return max;
    }

    private static double mean(double[] y, double[] weights, int first, int last) {
        double sum = 0;
        double weight = 0;
        for (int i = first; i <= last; i++) {
            sum += weights[i] * y[i];
            weight += weights[i];
        }
        return sum / weight;
    }

    private static void assertBlock(Block block, double centre, double value, double weight) {
        assertThat(block.centre()).isCloseTo(centre, within(1e-12));
        assertThat(block.value()).isCloseTo(value, within(1e-12));
        assertThat(block.weight()).isCloseTo(weight, within(1e-12));
    }

    private static double[] range(int size) {
        return IntStream.range(0, size).mapToDouble(i -> i).toArray();
    }

    private static double[] ones(int size) {
        return IntStream.range(0, size).mapToDouble(i -> 1).toArray();
    }
}
