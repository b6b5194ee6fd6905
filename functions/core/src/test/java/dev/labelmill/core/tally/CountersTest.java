package dev.labelmill.core.tally;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void a_counter_that_comes_back_to_nought_is_as_if_it_had_never_been() {
        Counters counters = new Counters().add("a", 3).add("b", 0).add("a", -3);

        assertThat(counters).isEqualTo(new Counters());
        assertThat(counters.isEmpty()).isTrue();
        assertThat(counters.size()).isZero();
        assertThat(counters.get("a")).isZero();
    }

    @Test
    void bags_are_added_and_taken_away_counter_by_counter() {
        Counters sum = new Counters()
                .add("a", 1)
                .addAll(new Counters().add("a", 2).add("b", 5))
                .subtractAll(new Counters().add("b", 7));

        assertThat(sum.nonZero()).containsOnly(java.util.Map.entry("a", 3L), java.util.Map.entry("b", -2L));
        assertThat(sum.size()).isEqualTo(2);
    }
}
