package dev.labelmill.emulators.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The map outside the heap beside a TreeMap. */
class PackedMapTest {
    private static final int OVERSIZE = 100_000;
    private static final int ENTRIES = 60_000;

    private final PackedMap packed = new PackedMap();
    private final TreeMap<String, String> known = new TreeMap<>();
    private final Random random = new Random(11);

    @Test
    void it_holds_what_was_put_and_not_removed_in_order() {
        for (int step = 0; step < 10_000; step++) {
            String key = "k" + random.nextInt(3_000);
            if (random.nextInt(3) == 0) {
                packed.remove(bytes(key));
                known.remove(key);
            } else {
                put(key, "x".repeat(random.nextInt(400)));
            }
        }
        for (int large = 0; large < 20; large++) {
            put("k" + random.nextInt(3_000), "y".repeat(random.nextInt(OVERSIZE)));
        }

        assertSame();
    }

    @Test
    void keys_that_come_in_order_fill_their_pages_and_keys_that_go_in_order_free_them() {
        for (int i = 0; i < ENTRIES; i++) {
            packed.put(bytes(Integer.toString(1_000_000 + i)), new byte[80]);
        }
        long full = packed.allocated();
        for (int i = 0; i < ENTRIES; i++) {
            packed.remove(bytes(Integer.toString(1_000_000 + i)));
            packed.put(bytes(Integer.toString(2_000_000 + i)), new byte[80]);
        }

        assertThat(full).isLessThan(ENTRIES * 160);
        assertThat(packed.allocated()).isLessThan(full + (8 << 20));
    }

    private void put(String key, String value) {
        packed.put(bytes(key), bytes(value));
        known.put(key, value);
    }

    private void assertSame() {
        known.forEach((key, value) ->
                assertThat(packed.get(bytes(key)).map(PackedMapTest::text)).contains(value));
        String middle = "k1500";
        assertThat(forward(middle)).isEqualTo(keys(known.tailMap(middle, true).keySet()));
        assertThat(backward(middle))
                .isEqualTo(keys(known.headMap(middle, false).descendingMap().keySet()));
        assertThat(packed.get(bytes("nobody"))).isEmpty();
    }

    private List<String> forward(String from) {
        List<String> keys = new ArrayList<>();
        packed.from(bytes(from), (key, value) -> keys.add(text(key)));
        return keys;
    }

    private List<String> backward(String below) {
        List<String> keys = new ArrayList<>();
        packed.below(bytes(below), (key, value) -> keys.add(text(key)));
        return keys;
    }

    private static List<String> keys(Collection<String> keys) {
        return List.copyOf(keys);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
