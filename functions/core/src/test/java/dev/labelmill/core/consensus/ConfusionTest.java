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
