package dev.labelmill.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.span.Span;
import dev.labelmill.core.span.SpanFusion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final Spans TYPE = new Spans(List.of("person", "place"));
    private static final Subject TEXT = Subject.Text.of("Ada met \uD83D\uDE00 Bob in York.");

    @Test
    void a_texts_length_is_in_code_points() {
        assertThat(TEXT).isEqualTo(new Subject.Text(22));
    }

    @Test
    void a_span_of_a_class_that_does_not_exist_is_no_label() {
        assertThat(TYPE.fault(markup(new Span(0, 3, 2))))
                .contains("spans[0] is of class 2, and classes go from 0 to 1");
        assertThat(TYPE.fault(markup())).isEmpty();
    }

    @Test
    void a_span_that_reaches_over_its_text_violates_a_check() {
        Markup over = markup(new Span(0, 22, 0), new Span(17, 23, 1), new Span(-1, 3, 1));

        assertThat(TYPE.violations(over, TEXT))
                .containsExactly(
                        new Violation("span-outside-text", "spans[1] reaches over its text of 22 characters"),
                        new Violation("span-outside-text", "spans[2] reaches over its text of 22 characters"));
        assertThat(TYPE.violations(over, Subject.UNKNOWN))
                .containsExactly(new Violation("span-outside-text", "spans[2] begins before its text"));
    }

    @Test
    void a_span_without_a_character_violates_a_check() {
        assertThat(TYPE.violations(markup(new Span(3, 3, 0), new Span(5, 4, 0)), TEXT))
                .containsExactly(
                        new Violation("span-without-text", "spans[0] holds no character"),
                        new Violation("span-without-text", "spans[1] holds no character"));
    }

    /** [0,10) reaches over [2,4) to [8,12); the place within is of another class. */
    @Test
    void spans_of_one_class_that_overlap_violate_a_check() {
        Markup overlapping = markup(
                new Span(8, 12, 0), new Span(0, 10, 0), new Span(2, 4, 0), new Span(1, 9, 1), new Span(12, 14, 0));

        assertThat(TYPE.violations(overlapping, TEXT))
                .containsExactly(
                        new Violation("overlapping-spans", "spans[1] and spans[2] overlap and are both \"person\""),
                        new Violation("overlapping-spans", "spans[1] and spans[0] overlap and are both \"person\""));
    }

    /** Of {[0,3), [9,12)} and {[0,3), [10,12)}: exact F1 1/2, overlap F1 1, graded (1 + 2/3)/2. */
    @Test
    void distances_differ_in_what_they_forgive() {
        Markup one = markup(new Span(0, 3, 0), new Span(9, 12, 0));
        Markup other = markup(new Span(10, 12, 0), new Span(0, 3, 0));

        assertThat(with(SpanDistance.EXACT).distance(one, other)).isEqualTo(.5);
        assertThat(with(SpanDistance.OVERLAP).distance(one, other)).isZero();
        assertThat(TYPE.distance(one, other)).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(TYPE.exactF1(one, other)).isEqualTo(.5);
        assertThat(TYPE.overlapF1(one, other)).isEqualTo(1);
    }

    /** [0,3) has all three behind it, [9,12) two: IoU of c's label to the consensus is 1 of 2. (1 + 1 + .5)/3. */
    @Test
    void a_consensus_has_a_support_for_each_span() {
        Consensus<Markup> consensus = TYPE.aggregation()
                .of(List.of(
                        new Opinion<>("a", markup(new Span(9, 12, 1), new Span(0, 3, 0))),
                        new Opinion<>("b", markup(new Span(0, 3, 0), new Span(9, 12, 1))),
                        new Opinion<>("c", markup(new Span(0, 3, 0)))))
                .orElseThrow();

        assertThat(consensus.value()).isEqualTo(markup(new Span(0, 3, 0), new Span(9, 12, 1)));
        assertThat(consensus.support()).containsExactly(1.0, 2.0 / 3);
        assertThat(consensus.confidence()).isCloseTo(2.5 / 3, within(1e-12));
    }

    private static Spans with(SpanDistance distance) {
        return new Spans(TYPE.classes(), distance, SpanFusion.DEFAULT);
    }

    private static Markup markup(Span... spans) {
        return new Markup(List.of(spans));
    }
}
