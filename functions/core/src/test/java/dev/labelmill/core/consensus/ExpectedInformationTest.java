package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpectedInformationTest {

    /** Two even classes; annotator 0 is right in .8 of the cases, 1 guesses, 2 is always right. */
    private static final ConfusionModel MODEL = new ConfusionModel(
            "given",
            2,
            1,
            new double[] {.5, .5},
            new double[] {.8, .2, .2, .8, .5, .5, .5, .5, 1, 0, 0, 1, .8, .2, .2, .8},
            1,
            true);

    private static final TaskView OPEN = TaskView.of(0, -1, null, new int[0], new int[0]);

    private final ExpectedInformation information = new ExpectedInformation(MODEL);

    @Test
    void of_an_even_task_it_is_the_capacity_of_the_annotators_channel() {
        double bits = 1 + .8 * Math.log(.8) / Math.log(2) + .2 * Math.log(.2) / Math.log(2);

        assertThat(information.bits(OPEN, 0)).isCloseTo(bits, within(1e-12)).isCloseTo(.278072, within(1e-6));
        assertThat(information.bits(OPEN, ConsensusModel.STRANGER)).isCloseTo(bits, within(1e-12));
    }

    @Test
    void who_guesses_tells_nothing_and_who_is_always_right_tells_all() {
        assertThat(information.bits(OPEN, 1)).isCloseTo(0, within(1e-12));
        assertThat(information.bits(OPEN, 2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void it_falls_as_the_task_becomes_sure() {
        TaskView sure = TaskView.of(0, -1, null, new int[] {0, 0, 0}, new int[] {1, 1, 1});

        assertThat(information.bits(sure, 0)).isLessThan(information.bits(OPEN, 0) / 4);
    }

    @Test
    void half_the_price_is_twice_the_information_per_dollar() {
        assertThat(information.perDollar(OPEN, 2, .5)).isCloseTo(2, within(1e-12));
        assertThatThrownBy(() -> information.perDollar(OPEN, 2, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
