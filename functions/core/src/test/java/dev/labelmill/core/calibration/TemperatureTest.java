package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TemperatureTest {

    @Test
    void the_grid_rises_from_a_quarter_to_eight_with_1_on_it() {
        assertThat(Temperature.at(0)).isEqualTo(.25);
        assertThat(Temperature.at(10)).isEqualTo(1);
        assertThat(Temperature.at(Temperature.COUNT - 1)).isEqualTo(8);
        for (int i = 1; i < Temperature.COUNT; i++) {
            assertThat(Temperature.at(i)).isGreaterThan(Temperature.at(i - 1));
        }
    }

    @Test
    void scaling_softens_or_sharpens_and_keeps_zeros_and_order() {
        double[] probabilities = {.64, .16, .2, 0};

        assertThat(Temperature.apply(probabilities, 1)).containsExactly(probabilities, within(1e-12));
        assertThat(Temperature.apply(new double[] {.8, .2}, .5))
                .containsExactly(new double[] {16 / 17.0, 1 / 17.0}, within(1e-12));
        assertThat(Temperature.apply(new double[] {16 / 17.0, 1 / 17.0}, 2))
                .containsExactly(new double[] {.8, .2}, within(1e-12));
        assertThat(Temperature.apply(probabilities, 8)[3]).isZero();
    }

    @Test
    void an_overconfident_labeler_is_found_out() {
        assertThat(fitted(3)).isBetween(2.6, 3.5);
        assertThat(fitted(1)).isBetween(.85, 1.2);
        assertThat(fitted(.5)).isBetween(.43, .58);
    }

    @Test
    void without_items_or_without_a_difference_it_is_1() {
        assertThat(Temperature.best(new long[Temperature.COUNT], 0)).isEqualTo(1);
        assertThat(Temperature.best(new long[Temperature.COUNT], 9)).isEqualTo(1);
    }

    @Test
    void one_impossible_truth_costs_a_bounded_loss() {
        assertThat(Temperature.microNats(new double[] {1, 0}, 1)).containsOnly(27_631_021L);
    }

    @Test
    void what_cannot_be_scaled_is_refused() {
        assertThatThrownBy(() -> Temperature.apply(new double[] {0, 0}, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Temperature.apply(new double[] {1, 0}, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Draws truths from distributions, sharpens those by a factor, and fits the temperature that undoes it. */
    private static double fitted(double temperature) {
        Random random = new Random(5);
        long[] sums = new long[Temperature.COUNT];
        int items = 5_000;
        for (int i = 0; i < items; i++) {
            double[] honest = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            honest = Temperature.apply(honest, .5);
            double u = random.nextDouble();
            int truth = u < honest[0] ? 0 : u < honest[0] + honest[1] ? 1 : 2;
            long[] losses = Temperature.microNats(Temperature.apply(honest, 1 / temperature), truth);
            for (int t = 0; t < sums.length; t++) {
                sums[t] += losses[t];
            }
        }
        return Temperature.best(sums, items);
    }
}
