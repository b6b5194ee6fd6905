package dev.labelmill.core.weak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RuleCountsTest {

    private static final List<Integer> CLASSES = List.of(0, 0, 1);

    private static void add(MatchCounts counts, String pattern, int known, long items) {
        counts.add(
                new Matches(Pattern.parse(pattern), known < 0 ? OptionalInt.empty() : OptionalInt.of(known), 0), items);
    }

    /** Ten items: one rule alone on 3, both of class 0 on 2, rules of both classes on 1, none on 4. */
    private static MatchCounts tenItems() {
        MatchCounts counts = new MatchCounts();
        add(counts, "0", -1, 2);
        add(counts, "0", 1, 1);
        add(counts, "0 1", 0, 2);
        add(counts, "0 2", 0, 1);
        add(counts, "", -1, 4);
        return counts;
    }

    @Test
    void coverage_overlaps_and_conflicts_are_fractions_of_all_items() {
        List<RuleCounts> rules = RuleCounts.of(tenItems(), CLASSES);

        assertThat(rules.get(0)).isEqualTo(new RuleCounts(10, 6, 3, 1, 4, 3));
        assertThat(rules.get(0).coverage()).isEqualTo(0.6);
        assertThat(rules.get(0).overlaps()).isEqualTo(0.3);
        assertThat(rules.get(0).conflicts()).isEqualTo(0.1);
        assertThat(rules.get(1)).isEqualTo(new RuleCounts(10, 2, 2, 0, 2, 2));
        assertThat(rules.get(2)).isEqualTo(new RuleCounts(10, 1, 1, 1, 1, 0));
    }

    @Test
    void what_is_taken_out_again_counts_for_nothing() {
        MatchCounts counts = tenItems();
        MatchSource withRepeated = visitor -> {
            counts.forEach(visitor);
            visitor.visit(new Matches(Pattern.parse("0 2"), OptionalInt.of(0), 0), 5);
            visitor.visit(new Matches(Pattern.parse("0 2"), OptionalInt.of(0), 0), -5);
        };

        assertThat(RuleCounts.of(withRepeated, CLASSES)).isEqualTo(RuleCounts.of(counts, CLASSES));
    }

    @Test
    void without_items_every_fraction_is_0() {
        assertThat(RuleCounts.of(new MatchCounts(), CLASSES)).allSatisfy(rule -> {
            assertThat(rule.coverage()).isZero();
            assertThat(rule.overlaps()).isZero();
            assertThat(rule.conflicts()).isZero();
        });
    }

    @Test
    void matches_are_read_as_they_were_written() {
        for (Matches matches : List.of(
                new Matches(Pattern.NONE, OptionalInt.empty(), 3),
                new Matches(Pattern.parse("0 12 40"), OptionalInt.of(2), 0))) {
            assertThat(Matches.parse(matches.toString())).isEqualTo(matches);
        }
    }

    @Test
    void each_level_holds_half_as_many_draws_as_the_one_below() {
        assertThat(List.of(0.99, 0.5, 0.49, 0.25, 0.24, 0.1))
                .extracting(draw ->
                        Matches.of(Pattern.NONE, OptionalInt.empty(), draw).level())
                .containsExactly(0, 0, 1, 1, 2, 3);
        assertThat(Matches.of(Pattern.NONE, OptionalInt.empty(), 0).level()).isEqualTo(Matches.TOP);
    }
}
