package dev.labelmill.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.bench.KnownItem;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestSplitTest {

    private static final FeatureVector NOTHING = new FeatureVector(0, new int[0], new float[0]);

    @Test
    void near_duplicates_stay_on_one_side_and_no_item_is_lost() {
        List<KnownItem> items = IntStream.range(0, 300)
                .mapToObj(i -> new KnownItem("item-" + i, NOTHING, 0))
                .toList();
        List<List<Integer>> groups = IntStream.range(0, 100)
                .mapToObj(i -> List.of(i, i + 100, i + 200))
                .toList();

        TestSplit split = TestSplit.of(items, groups, new Draw(1));

        assertThat(split.test()).hasSize(90);
        assertThat(split.pool()).hasSize(210).doesNotContainAnyElementsOf(split.test());
        for (List<Integer> group : groups) {
            assertThat(group.stream()
                            .map(items::get)
                            .filter(split.test()::contains)
                            .count())
                    .isIn(0L, 3L);
        }
    }
}
