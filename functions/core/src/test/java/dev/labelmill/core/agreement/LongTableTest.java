package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {

    /** Far more keys than the table starts with, in runs and far apart, the greatest among them. */
    @Test
    void it_holds_what_a_map_holds() {
        LongTable table = new LongTable();
        Map<Long, Double> map = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < 40_000; i++) {
            long key = i % 3 == 0 ? random.nextLong(1L << 62) : random.nextInt(9_000);
            double amount = random.nextInt(5) - 2;
            table.add(key, amount);
            map.merge(key, amount, Double::sum);
        }
        table.add(Long.MAX_VALUE - 1, 7);
        map.put(Long.MAX_VALUE - 1, 7.0);
        table.set(8_999, .5);
        map.put(8_999L, .5);

        assertThat(table.sortedKeys())
                .containsExactly(map.keySet().stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray());
        map.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    }

    @Test
    void a_key_that_was_never_added_has_nothing() {
        LongTable table = new LongTable();
        table.add(0, 1);

        assertThat(table.get(1)).isZero();
        assertThat(table.get(0)).isEqualTo(1);
        assertThat(new LongTable().sortedKeys()).isEmpty();
    }
}
