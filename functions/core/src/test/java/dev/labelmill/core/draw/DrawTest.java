package dev.labelmill.core.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DrawTest {

    @Test
    void the_outcome_is_pinned_because_stored_decisions_depend_on_it() {
        assertThat(new Draw(42).bits("gold", "digits", "i1")).isEqualTo(-7993752879578712918L);
        assertThat(new Draw(42).uniform("gold", "digits", "i1")).isEqualTo(0.5666577880824251);
    }

    @Property
    void the_same_decision_has_the_same_outcome_in_the_unit_interval(@ForAll long seed, @ForAll String name) {
        double outcome = new Draw(seed).uniform(name);

        assertThat(outcome).isGreaterThanOrEqualTo(0).isLessThan(1);
        assertThat(new Draw(seed).uniform(name)).isEqualTo(outcome);
    }

    @Test
    void where_one_part_ends_matters() {
        assertThat(new Draw(1).bits("ab", "c")).isNotEqualTo(new Draw(1).bits("a", "bc"));
    }

    @Test
    void seeds_and_names_that_differ_little_give_unrelated_uniform_outcomes() {
        int draws = 100_000;
        double sum = 0;
        double lagged = 0;
        int[] tenths = new int[10];
        for (int i = 0; i < draws; i++) {
            double here = new Draw(7).uniform("item", "i" + i);
            double next = new Draw(8).uniform("item", "i" + i);
            sum += here;
            lagged += (here - 0.5) * (next - 0.5);
            tenths[(int) (here * 10)]++;
        }
        assertThat(sum / draws).isCloseTo(0.5, Offset.offset(0.004));
        assertThat(12 * lagged / draws).isCloseTo(0, Offset.offset(0.015));
        assertThat(IntStream.of(tenths)).allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }
}
