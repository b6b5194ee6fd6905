package dev.labelmill.core.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand; {@code span(start, end)} is of class 0. */
class SpanTest {

    /** [0,10) and [5,15): 5 in common of 15. */
    @Test
    void spans_that_share_half_of_each_have_a_third_of_their_union_in_common() {
        assertThat(span(0, 10).iou(span(5, 15))).isEqualTo(1.0 / 3);
    }

    /** "York" [4,8) in "New York" [0,8): 4 of 8. */
    @Test
    void a_span_within_another_has_its_share() {
        assertThat(span(4, 8).iou(span(0, 8))).isEqualTo(.5);
    }

    /** [0,5) ends where [5,9) starts. */
    @Test
    void adjacent_spans_have_nothing_in_common() {
        assertThat(span(0, 5).iou(span(5, 9))).isZero();
        assertThat(span(0, 5).overlap(span(5, 9))).isZero();
    }

    @Test
    void an_empty_span_has_something_in_common_with_its_like_only() {
        assertThat(span(3, 3).iou(span(3, 3))).isEqualTo(1);
        assertThat(span(3, 3).iou(span(0, 9))).isZero();
        assertThat(span(9, 3).length()).isZero();
        assertThat(span(Integer.MIN_VALUE, Integer.MAX_VALUE).length()).isEqualTo((1L << 32) - 1);
    }

    /** Of {[0,8), [10,15)} and {[0,8), [11,15), [20,22)} one is the same: F1 = 2·1/(2 + 3). */
    @Test
    void exact_f1_counts_only_the_same_offsets() {
        assertThat(SpanPairs.exact(List.of(span(0, 8), span(10, 15)), List.of(span(0, 8), span(11, 15), span(20, 22)))
                        .f1())
                .isCloseTo(.4, within(1e-12));
    }

    /** In the same case [10,15) and [11,15) overlap: F1 = 2·2/(2 + 3); IoU 4/5, mean credit (1 + .8)/2. */
    @Test
    void overlap_f1_counts_what_has_a_character_in_common() {
        var pairs = SpanPairs.overlapping(
                List.of(span(0, 8), span(10, 15)), List.of(span(0, 8), span(11, 15), span(20, 22)));

        assertThat(pairs.f1()).isCloseTo(.8, within(1e-12));
        assertThat(pairs.meanCredit().orElseThrow()).isCloseTo(.9, within(1e-12));
    }

    /** The same case graded: (1 + .8) over max(2, 3) = .6. */
    @Test
    void likeness_is_the_sum_of_iou_over_the_larger_number_of_spans() {
        assertThat(SpanPairs.best(List.of(span(0, 8), span(10, 15)), List.of(span(0, 8), span(11, 15), span(20, 22)))
                        .likeness())
                .isCloseTo(.6, within(1e-12));
    }

    /**
     * One long span [0,10) against its two halves: it is paired once. Overlap F1 = 2·1/3, graded .5/2.
     */
    @Test
    void a_long_span_is_paired_with_one_of_its_halves() {
        List<Span> halves = List.of(span(0, 5), span(5, 10));

        assertThat(SpanPairs.overlapping(List.of(span(0, 10)), halves).f1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(SpanPairs.best(List.of(span(0, 10)), halves).likeness()).isEqualTo(.25);
    }

    /**
     * a = [0,10), b = [8,20); c = [7,11), d = [0,2). IoU: a–c 3/11, b–c 3/13, a–d 2/10, b–d 0. The best single pair, a–c,
     * would leave b and d; two pairs are a–d and b–c: F1 = 1.
     */
    @Test
    void overlapping_spans_are_paired_as_often_as_possible() {
        var pairs = SpanPairs.overlapping(List.of(span(0, 10), span(8, 20)), List.of(span(7, 11), span(0, 2)));

        assertThat(pairs.f1()).isEqualTo(1);
        assertThat(pairs.meanCredit().orElseThrow()).isCloseTo((.2 + 3.0 / 13) / 2, within(1e-12));
    }

    @Test
    void spans_of_different_classes_are_never_paired() {
        List<Span> person = List.of(span(0, 5));
        List<Span> place = List.of(span(0, 5).withCategory(1));

        assertThat(SpanPairs.exact(person, place).f1()).isZero();
        assertThat(SpanPairs.overlapping(person, place).f1()).isZero();
        assertThat(SpanPairs.best(person, place).likeness()).isZero();
    }

    @Test
    void two_labels_without_spans_agree_and_one_against_some_does_not() {
        assertThat(SpanPairs.exact(List.of(), List.of()).f1()).isEqualTo(1);
        assertThat(SpanPairs.best(List.of(), List.of()).likeness()).isEqualTo(1);
        assertThat(SpanPairs.overlapping(List.of(), List.of(span(0, 1))).f1()).isZero();
    }

    /** "a😀b": UTF-16 units a=0, 😀=1..2, b=3; code points a=0, 😀=1, b=2. */
    @Test
    void utf16_offsets_become_code_points_and_halves_of_characters_are_refused() {
        String text = "a\uD83D\uDE00b";

        assertThat(Span.ofUtf16(text, 1, 3, 0)).isEqualTo(span(1, 2));
        assertThat(Span.ofUtf16(text, 3, 4, 0)).isEqualTo(span(2, 3));
        assertThatThrownBy(() -> Span.ofUtf16(text, 2, 3, 0))
                .hasMessage("offset 2 lies between the two halves of a character");
        assertThatThrownBy(() -> Span.ofUtf16(text, 0, 5, 0))
                .hasMessage("offset 5 lies outside a text of 4 UTF-16 units");
    }

    private static Span span(int start, int end) {
        return new Span(start, end, 0);
    }
}
