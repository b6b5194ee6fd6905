package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashSampleTest {

    private static HashSample<Integer> of(long seed, long limit, List<Integer> things) {
        HashSample<Integer> sample = new HashSample<>(new Draw(seed), limit);
        things.forEach(thing -> sample.add("item" + thing, 1 + thing % 3, thing));
        return sample;
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void everything_is_in_where_it_fits() {
        assertThat(of(7, 200, numbers(100)).things()).hasSize(100);
    }

    @Test
    void what_is_kept_weighs_no_more_than_the_limit_and_nearly_as_much() {
        HashSample<Integer> sample = of(7, 300, numbers(10_000));

        long weight = sample.things().stream().mapToLong(thing -> 1 + thing % 3).sum();
        assertThat(weight).isBetween(290L, 300L);
        assertThat(sample.seen()).isEqualTo(10_000);
    }

    @Test
    void heavy_and_light_things_are_drawn_alike() {
        long heavy = 0;
        long all = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<Integer> things = of(seed, 100, numbers(1000)).things();
            heavy += things.stream().filter(thing -> thing % 3 == 2).count();
            all += things.size();
        }

        // A third, of some 10,000; the last place favours what fits it.
        assertThat((double) heavy / all).isBetween(0.31, 0.345);
    }

    @Test
    void the_sample_is_the_same_whatever_the_order() {
        List<Integer> shuffled = numbers(1000);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(of(7, 100, shuffled).things())
                .isEqualTo(of(7, 100, numbers(1000)).things());
    }

    @Test
    void one_thing_is_kept_however_heavy() {
        HashSample<String> sample = new HashSample<>(new Draw(1), 10);
        sample.add("a", 1000, "a");

        assertThat(sample.things()).containsExactly("a");
    }
}
