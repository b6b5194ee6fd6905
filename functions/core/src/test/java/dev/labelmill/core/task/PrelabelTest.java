package dev.labelmill.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrelabelTest {

    @Test
    void the_three_best_classes_are_kept_and_ties_go_to_the_lower_index() {
        Prelabel prelabel = Prelabel.of(new double[] {0.1, 0.35, 0.35, 0.15, 0.05});

        assertThat(prelabel.best())
                .containsExactly(new Prelabel.Share(1, 0.35), new Prelabel.Share(2, 0.35), new Prelabel.Share(3, 0.15));
        assertThat(prelabel.answer()).isEqualTo(1);
        assertThat(prelabel.confidence()).isEqualTo(0.35);
    }

    @Test
    void as_a_prior_what_was_cut_off_is_spread_over_the_other_classes() {
        double[] prior = Prelabel.of(new double[] {0.1, 0.35, 0.35, 0.15, 0.05}).asPrior(5);

        assertThat(Arrays.stream(prior).sum()).isEqualTo(1, within(1e-12));
        assertThat(prior[0]).isEqualTo(0.075, within(1e-9));
        assertThat(prior[4]).isEqualTo(prior[0]);
    }

    @Test
    void a_pre_label_that_is_certain_still_forbids_no_class() {
        double[] prior = Prelabel.of(new double[] {0, 1, 0, 0}).asPrior(4);

        assertThat(prior).doesNotContain(0.0);
        assertThat(prior[1]).isGreaterThan(0.999);
        assertThat(new Prelabel(List.of(new Prelabel.Share(0, 1))).asPrior(2)[1])
                .isPositive();
    }
}
