package dev.labelmill.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedeliveryTest {

    private static final Redelivery ALWAYS = Redelivery.seeded(1, 1);

    @Test
    void a_batch_comes_again_whole_in_two_parts_or_from_some_record_on() {
        Set<String> kinds = new HashSet<>();
        for (long batch = 0; batch < 200; batch++) {
            List<Redelivery.Span> again = ALWAYS.again("shard", batch, 4);
            assertThat(again.get(again.size() - 1).to()).isEqualTo(4);
            kinds.add(again.toString().replaceAll("Span|from=|to=| ", ""));
        }

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "[[0,4]]", "[[0,1],[1,4]]", "[[0,2],[2,4]]", "[[0,3],[3,4]]", "[[1,4]]", "[[2,4]]", "[[3,4]]");
    }

    @Test
    void the_same_seed_repeats_the_same_trouble() {
        for (long batch = 0; batch < 50; batch++) {
            assertThat(Redelivery.seeded(1, 1).again("shard", batch, 9)).isEqualTo(ALWAYS.again("shard", batch, 9));
        }
        assertThat(Redelivery.seeded(2, 1).again("shard", 0, 1000)).isNotEqualTo(ALWAYS.again("shard", 0, 1000));
    }

    @Test
    void so_many_batches_come_again_as_the_probability_says() {
        Redelivery third = Redelivery.seeded(3, 1 / 3.0);
        long again = 0;
        for (long batch = 0; batch < 3000; batch++) {
            again += third.again("shard", batch, 5).isEmpty() ? 0 : 1;
        }

        assertThat(again).isBetween(900L, 1100L);
    }
}
