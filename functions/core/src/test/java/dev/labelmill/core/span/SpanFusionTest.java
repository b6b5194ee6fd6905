package dev.labelmill.core.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.matching.Fused;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.opinion.Quorum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand; {@code span(start, end)} is of class 0. */
class SpanFusionTest {

    /** Two of three say [0,8); IoU to the third's [4,8) is .5. Sums of IoU: 2.5, 2.5, 2. */
    @Test
    void offsets_that_most_agree_on_win() {
        assertThat(fuse(markup("a", span(0, 8)), markup("b", span(0, 8)), markup("c", span(4, 8))))
                .containsExactly(new Fused<>(span(0, 8), 1));
    }

    /**
     * [0,10), [2,10), [4,10): IoU a–b .8, b–c 6/8 = .75, a–c .6. Sums with their own 1: a 2.4, b 2.55, c 2.35: b, the
     * one in the middle, as it was marked.
     */
    @Test
    void where_all_differ_the_one_in_the_middle_is_taken_as_it_was_marked() {
        assertThat(fuse(markup("a", span(0, 10)), markup("b", span(2, 10)), markup("c", span(4, 10))))
                .containsExactly(new Fused<>(span(2, 10), 1));
    }

    /** IoU .8; both sums are 1.8, and [0,10) comes first. */
    @Test
    void of_two_the_first_in_order_is_taken() {
        assertThat(fuse(markup("a", span(2, 10)), markup("b", span(0, 10))))
                .containsExactly(new Fused<>(span(0, 10), 1));
    }

    /** Weights 1 and 2: sums are 1 + 2·.8 = 2.6 for a and .8 + 2 = 2.8 for b. */
    @Test
    void weight_decides_between_two() {
        assertThat(fuse(markup("a", span(0, 10)), new Opinion<>("b", List.of(span(2, 10)), 2)))
                .containsExactly(new Fused<>(span(2, 10), 1));
    }

    /** One of three marked [20,25). */
    @Test
    void a_span_that_one_of_three_marked_is_dropped() {
        assertThat(fuse(markup("a", span(0, 8), span(20, 25)), markup("b", span(0, 8)), markup("c", span(0, 8))))
                .containsExactly(new Fused<>(span(0, 8), 1));
    }

    /** Two of three: more than half, and exactly two thirds. */
    @Test
    void a_span_that_two_of_three_marked_stays() {
        List<Opinion<List<Span>>> markups = List.of(markup("a", span(0, 8)), markup("b", span(0, 8)), markup("c"));

        assertThat(new SpanFusion(.5, new Quorum(2.0 / 3)).fuse(new Opinions<>(markups)))
                .containsExactly(new Fused<>(span(0, 8), 2.0 / 3));
        assertThat(new SpanFusion(.5, new Quorum(.7)).fuse(new Opinions<>(markups)))
                .isEmpty();
    }

    /** A vote on each character would make one span [0,14) of them. */
    @Test
    void adjacent_spans_of_one_class_stay_two() {
        assertThat(fuse(markup("a", span(0, 8), span(8, 14)), markup("b", span(0, 8), span(8, 14))))
                .containsExactly(new Fused<>(span(0, 8), 1), new Fused<>(span(8, 14), 1));
    }

    /** One says it is one name [0,14), two that it is two. IoU 8/14 = .57 and 6/14 = .43: it joins the first. */
    @Test
    void one_long_span_is_outvoted_by_two_short_ones() {
        assertThat(fuse(
                        markup("a", span(0, 14)),
                        markup("b", span(0, 8), span(8, 14)),
                        markup("c", span(0, 8), span(8, 14))))
                .containsExactly(new Fused<>(span(0, 8), 1), new Fused<>(span(8, 14), 2.0 / 3));
    }

    /** IoU 1 − .2 ≥ 1/3: one mention, named 1, 1, 0. */
    @Test
    void the_class_of_a_span_is_voted() {
        Span place = span(0, 8).withCategory(1);

        assertThat(fuse(markup("a", place), markup("b", place), markup("c", span(0, 8))))
                .containsExactly(new Fused<>(place, 1));
        assertThat(fuse(markup("a", place), markup("b", span(0, 8)))).containsExactly(new Fused<>(span(0, 8), 1));
    }

    /**
     * Class 1 [0,22) holds class 0 [12,22): IoU 10/22 = .45, less .2 is under a third: nesting survives.
     */
    @Test
    void spans_nested_in_another_class_stay() {
        Span outer = span(0, 22).withCategory(1);

        assertThat(fuse(markup("a", outer, span(12, 22)), markup("b", span(12, 22), outer)))
                .containsExactly(new Fused<>(outer, 1), new Fused<>(span(12, 22), 1));
    }

    /** "the City of New York" [0,20) and "New York" [12,20): IoU 8/20 = .4 ≥ 1/3; "York" [16,20) to the first is .2. */
    @Test
    void a_third_in_common_is_the_same_mention_and_less_is_not() {
        assertThat(fuse(markup("a", span(0, 20)), markup("b", span(12, 20)))).hasSize(1);
        assertThat(fuse(markup("a", span(0, 20)), markup("b", span(16, 20)))).isEmpty();
    }

    @Test
    void one_annotators_spans_stand_as_they_are_and_nobodys_are_none() {
        assertThat(fuse(markup("a", span(5, 9), span(0, 8))))
                .containsExactly(new Fused<>(span(0, 8), 1), new Fused<>(span(5, 9), 1));
        assertThat(fuse()).isEmpty();
        assertThat(fuse(markup("a"), markup("b"))).isEmpty();
    }

    @SafeVarargs
    private static List<Fused<Span>> fuse(Opinion<List<Span>>... markups) {
        List<Opinion<List<Span>>> given = new ArrayList<>();
        for (Opinion<List<Span>> one : markups) {
            given.add(one);
        }
        return SpanFusion.DEFAULT.fuse(new Opinions<>(given));
    }

    private static Opinion<List<Span>> markup(String annotator, Span... spans) {
        return new Opinion<>(annotator, List.of(spans));
    }

    private static Span span(int start, int end) {
        return new Span(start, end, 0);
    }
}
