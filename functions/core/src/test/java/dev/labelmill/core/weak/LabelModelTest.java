package dev.labelmill.core.weak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.weak.LabelModel.Trust;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelModelTest {

    private final LabelModel model = new LabelModel(
            List.of(0.25, 0.75), List.of(new Trust(0, 0.8, 0.1), new Trust(0, 0.5, 0.2), new Trust(1, 0.4, 0.05)));

    @Test
    void a_posterior_is_the_prior_times_what_each_match_and_each_abstention_says() {
        // Rule 0 matches, the others do not: 1/4 · 0.8 · 0.5 · 0.95 against 3/4 · 0.1 · 0.8 · 0.6.
        assertThat(model.posterior(Pattern.parse("0"))[0]).isCloseTo(0.095 / (0.095 + 0.036), within(1e-12));
        // All match: 1/4 · 0.8 · 0.5 · 0.05 against 3/4 · 0.1 · 0.2 · 0.4.
        assertThat(model.posterior(Pattern.parse("0 1 2"))[1]).isCloseTo(0.006 / (0.005 + 0.006), within(1e-12));
    }

    @Test
    void accuracy_is_the_share_of_a_rules_matches_that_are_of_its_class() {
        assertThat(model.accuracy(0)).isCloseTo(0.2 / (0.2 + 0.075), within(1e-12));
        assertThat(model.accuracy(2)).isCloseTo(0.3 / (0.3 + 0.0125), within(1e-12));
    }

    @Test
    void what_is_no_probability_is_refused() {
        assertThatThrownBy(() -> new Trust(0, 1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelModel(List.of(1.0, 0.0), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelModel(List.of(0.5, 0.5), List.of(new Trust(2, 0.5, 0.5))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pattern.parse("3 1")).isInstanceOf(IllegalArgumentException.class);
    }
}
