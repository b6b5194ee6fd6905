package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StopRuleTest {

    private static final double[] SURE = {.02, .98};
    private static final double[] UNSURE = {.3, .7};

    private final StopRule rule = new StopRule(2, 4, .95, true);

    @Test
    void a_sure_posterior_below_the_minimum_overlap_still_asks_for_the_missing_labels() {
        assertThat(rule.decide(SURE, 0)).isEqualTo(new Decision.AskMore(2));
        assertThat(rule.decide(SURE, 1)).isEqualTo(new Decision.AskMore(1));
    }

    @Test
    void a_sure_posterior_resolves() {
        assertThat(rule.decide(SURE, 2)).isEqualTo(new Decision.Resolve(1, .98));
        assertThat(rule.decide(new double[] {.95, .05}, 3)).isEqualTo(new Decision.Resolve(0, .95));
    }

    @Test
    void an_unsure_posterior_asks_one_more_until_the_maximum_overlap() {
        assertThat(rule.decide(UNSURE, 2)).isEqualTo(new Decision.AskMore(1));
        assertThat(rule.decide(UNSURE, 3)).isEqualTo(new Decision.AskMore(1));
    }

    @Test
    void at_the_maximum_an_expert_decides_or_the_best_class_stands() {
        assertThat(rule.decide(UNSURE, 4)).isEqualTo(new Decision.Adjudicate());
        assertThat(new StopRule(2, 4, .95, false).decide(UNSURE, 5)).isEqualTo(new Decision.Resolve(1, .7));
    }

    @Test
    void impossible_settings_are_refused() {
        assertThatThrownBy(() -> new StopRule(0, 4, .95, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StopRule(3, 2, .95, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StopRule(1, 2, 1.5, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StopRule(1, 2, 0, true)).hasMessage("a target confidence lies in (0, 1]: 0.0");
    }

    @Test
    void one_label_may_be_the_minimum_and_the_maximum_and_certainty_be_demanded() {
        StopRule one = new StopRule(1, 1, 1, false);

        assertThat(one.decide(SURE, 0)).isEqualTo(new Decision.AskMore(1));
        assertThat(one.decide(SURE, 1)).isEqualTo(new Decision.Resolve(1, .98));
    }
}
