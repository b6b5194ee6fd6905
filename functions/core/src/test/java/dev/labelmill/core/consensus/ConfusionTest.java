package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {

    @Test
    void a_symmetric_annotator_errs_evenly() {
        Confusion confusion = Confusion.symmetric(5, .8);

        assertThat(confusion.p(2, 2)).isEqualTo(.8);
        assertThat(confusion.p(2, 0)).isCloseTo(.05, within(1e-15));
        assertThat(confusion.classes()).isEqualTo(5);
    }

    @Test
    void counts_and_prior_mix_by_weight_and_rows_without_counts_are_the_priors() {
        double[][] counts = {{3, 1}, {0, 0}};

        Confusion shrunk = Confusion.shrunk(counts, Confusion.symmetric(2, .9), 4);
        Confusion free = Confusion.shrunk(counts, Confusion.symmetric(2, .9), 0);

        assertThat(shrunk.toArray()[0]).containsExactly(new double[] {6.6 / 8, 1.4 / 8}, within(1e-12));
        assertThat(shrunk.toArray()[1]).containsExactly(new double[] {.1, .9}, within(1e-12));
        assertThat(free.toArray()[0]).containsExactly(.75, .25);
        assertThat(free.toArray()[1]).containsExactly(new double[] {.1, .9}, within(1e-12));
    }

    @Test
    void without_any_mistake_to_go_by_mistakes_are_even() {
        double[][] mistakes = {{5, 0, 0}, {0, 0, 0}, {1, 3, 9}};

        Confusion confusion = Confusion.coin(.7, mistakes);

        assertThat(confusion.toArray()[0]).containsExactly(new double[] {.7, .15, .15}, within(1e-12));
        assertThat(confusion.toArray()[1]).containsExactly(new double[] {.15, .7, .15}, within(1e-12));
        assertThat(confusion.toArray()[2]).containsExactly(new double[] {.075, .225, .7}, within(1e-12));
    }

    @Test
    void confusions_are_equal_by_their_probabilities() {
        Confusion confusion = Confusion.symmetric(3, .7);

        assertThat(confusion)
                .isEqualTo(Confusion.symmetric(3, .7))
                .hasSameHashCodeAs(Confusion.symmetric(3, .7))
                .isNotEqualTo(Confusion.symmetric(3, .8))
                .isNotEqualTo(confusion.toArray());
        assertThat(confusion.hashCode()).isNotEqualTo(Confusion.symmetric(3, .8).hashCode());
        assertThat(Confusion.symmetric(2, .75)).hasToString("Confusion[[0.75, 0.25], [0.25, 0.75]]");
    }

    @Test
    void it_cannot_be_changed_from_outside() {
        double[][] rows = {{.5, .5}, {.5, .5}};
        Confusion confusion = Confusion.of(rows);

        rows[0][0] = 7;
        confusion.toArray()[0][0] = 7;

        assertThat(confusion.p(0, 0)).isEqualTo(.5);
        assertThat(confusion).isEqualTo(Confusion.symmetric(2, .5));
    }

    @Test
    void what_is_no_confusion_is_refused() {
        assertThatThrownBy(() -> Confusion.of(new double[][] {{.5, .6}, {0, 1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Confusion.of(new double[][] {{1, 0}, {1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Confusion.of(new double[][] {{1}})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Confusion.symmetric(2, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
