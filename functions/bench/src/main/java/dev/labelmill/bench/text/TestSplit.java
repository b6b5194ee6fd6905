package dev.labelmill.bench.text;

import dev.labelmill.bench.KnownItem;
import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Items to learn from and items to test on. Near duplicates are on the same side: a head that knows one by heart must not
 * be tested on the other.
 *
 * @param pool to learn from
 * @param test to test on: {@value #TEST_SHARE} of all, or a little more
 */
record TestSplit(List<KnownItem> pool, List<KnownItem> test) {

    private static final double TEST_SHARE = 0.3;

    /**
     * Splits at random.
     *
     * @param groups indices of the items that must stay together, each of all items once
     */
    static TestSplit of(List<KnownItem> items, List<List<Integer>> groups, Draw draw) {
        List<KnownItem> pool = new ArrayList<>();
        List<KnownItem> test = new ArrayList<>();
        List<List<Integer>> order = groups.stream()
                .sorted(Comparator.comparingDouble(
                        group -> draw.uniform("test", items.get(group.get(0)).id())))
                .toList();
        for (List<Integer> group : order) {
            List<KnownItem> side = test.size() < TEST_SHARE * items.size() ? test : pool;
            group.forEach(index -> side.add(items.get(index)));
        }
        return new TestSplit(List.copyOf(pool), List.copyOf(test));
    }
}
