package dev.labelmill.bench.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimedTableTest {

    private static Pair pair(double plainFirst, double primedFirst, double busy) {
        return new Pair(side(500, plainFirst, busy), side(600, primedFirst, busy));
    }

    private static Pair.Side side(double initialisation, double first, double busy) {
        return new Pair.Side(new Pair.Took(initialisation * busy, initialisation), new Pair.Took(first * busy, first));
    }

    @Test
    void a_ratio_is_of_starts_beside_each_other_so_that_a_busy_machine_is_on_both_sides() {
        List<Pair> pairs = List.of(pair(400, 100, 1), pair(400, 100, 10), pair(400, 200, 2));

        assertThat(new PrimedTable("java 17", Map.of("webhook", pairs)).text().lines())
                .contains("| webhook | 3 | 800 | 400 | 0.25 | 400 | 100 | 0.25 | 1000 | 1200 | 1.20 | 500 | 600 | 1.20"
                        + " | 900 | 700 | 0.78 |");
    }
}
