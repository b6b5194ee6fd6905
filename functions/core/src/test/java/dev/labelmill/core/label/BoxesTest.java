package dev.labelmill.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.opinion.Opinion;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxesTest {

    private static final Boxes TYPE = new Boxes(List.of("car", "bus"));
    private static final Subject IMAGE = new Subject.Image(100, 50);

    @Test
    void a_box_of_a_class_that_does_not_exist_and_too_many_boxes_are_no_label() {
        Box box = Box.ofSize(0, 0, 1, 1, 2);

        assertThat(TYPE.fault(drawing(box.withCategory(1), box)))
                .contains("boxes[1] is of class 2, and classes go from 0 to 1");
        assertThat(TYPE.fault(new Drawing(Collections.nCopies(1001, box))))
                .contains("boxes holds 1001, and at most 1000 are allowed");
        assertThat(TYPE.fault(drawing())).isEmpty();
    }

    @Test
    void a_box_that_reaches_over_its_image_violates_a_check_where_the_size_is_known() {
        Drawing over = drawing(Box.ofSize(0, 0, 100, 50, 0), Box.ofSize(60, 10, 41, 5, 0), Box.ofSize(-1, 0, 9, 9, 0));

        assertThat(TYPE.violations(over, IMAGE))
                .containsExactly(
                        new Violation("box-outside-image", "boxes[1] reaches over its image of 100 x 50 pixels"),
                        new Violation("box-outside-image", "boxes[2] reaches over its image of 100 x 50 pixels"));
        assertThat(TYPE.violations(over, Subject.UNKNOWN)).isEmpty();
    }

    /** 100.004 is 100 % of 100 pixels after rounding. */
    @Test
    void a_hundredth_of_a_pixel_is_forgiven() {
        assertThat(TYPE.violations(drawing(Box.ofSize(0, 0, 100.004, 50, 0)), IMAGE))
                .isEmpty();
    }

    @Test
    void a_box_without_area_and_one_drawn_twice_violate_checks() {
        Box box = Box.ofSize(1, 1, 5, 5, 0);

        assertThat(TYPE.violations(drawing(box, Box.ofSize(3, 3, 0, 7, 0), box, box.withCategory(1)), IMAGE))
                .containsExactly(
                        new Violation("box-without-area", "boxes[1] has no area"),
                        new Violation("same-box-twice", "boxes[2] is the same as one before it"));
    }

    /** IoU 1/3 and one box left over: 1 − (1/3)/2; at a least IoU of .3 F1 = 2·1/3. */
    @Test
    void distance_counts_overlap_and_what_is_left_over() {
        Drawing one = drawing(Box.ofSize(0, 0, 10, 10, 0));
        Drawing other = drawing(Box.ofSize(5, 0, 10, 10, 0), Box.ofSize(50, 0, 10, 10, 0));

        assertThat(TYPE.distance(one, other)).isCloseTo(5.0 / 6, within(1e-12));
        assertThat(TYPE.f1(one, other, .3)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(TYPE.distance(drawing(), drawing())).isZero();
        assertThat(TYPE.distance(drawing(), one)).isEqualTo(1);
    }

    /** Median box x = 1; IoU to it 9/11, 1, 9/11: confidence (1 + 18/11)/3 = 29/33. */
    @Test
    void confidence_is_the_mean_likeness_to_the_consensus() {
        Consensus<Drawing> consensus = TYPE.aggregation()
                .of(List.of(
                        new Opinion<>("a", drawing(Box.ofSize(0, 0, 10, 10, 0))),
                        new Opinion<>("b", drawing(Box.ofSize(1, 0, 10, 10, 0))),
                        new Opinion<>("c", drawing(Box.ofSize(2, 0, 10, 10, 0)))))
                .orElseThrow();

        assertThat(consensus.value()).isEqualTo(drawing(Box.ofSize(1, 0, 10, 10, 0)));
        assertThat(consensus.confidence()).isCloseTo(29.0 / 33, within(1e-12));
        assertThat(consensus.support()).containsExactly(1.0);
        assertThat(consensus.annotators()).isEqualTo(3);
    }

    /** Two say none, one drew a box: none, in which two of three agree. */
    @Test
    void no_boxes_is_an_answer() {
        Consensus<Drawing> consensus = TYPE.aggregation()
                .of(List.of(
                        new Opinion<>("a", drawing()),
                        new Opinion<>("b", drawing()),
                        new Opinion<>("c", drawing(Box.ofSize(2, 0, 10, 10, 0)))))
                .orElseThrow();

        assertThat(consensus.value()).isEqualTo(drawing());
        assertThat(consensus.confidence()).isCloseTo(2.0 / 3, within(1e-12));
    }

    /** Item 1: F1 of three pairs 1, 0, 0: 1/3. Item 2: one pair, 1. Item 3 has one annotator. Mean 2/3. */
    @Test
    void agreement_is_the_mean_over_items_of_the_mean_over_pairs() {
        Drawing left = drawing(Box.ofSize(0, 0, 10, 10, 0));
        Drawing right = drawing(Box.ofSize(50, 0, 10, 10, 0));
        MeanPairwise<Drawing> f1 = new MeanPairwise<>((a, b) -> TYPE.f1(a, b, .5));

        assertThat(f1.value()).isEmpty();
        f1.add(List.of(new Opinion<>("a", left), new Opinion<>("b", left), new Opinion<>("c", right)));
        f1.add(List.of(new Opinion<>("a", right), new Opinion<>("b", right)));
        f1.add(List.of(new Opinion<>("a", left)));

        assertThat(f1.value().orElseThrow()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void types_are_equal_by_what_they_ask() {
        assertThat(TYPE).isEqualTo(new Boxes(List.of("car", "bus"))).isNotEqualTo(new Boxes(List.of("bus", "car")));
        assertThat(TYPE).hasSameHashCodeAs(new Boxes(List.of("car", "bus"))).hasToString("Boxes[car, bus]");
    }

    private static Drawing drawing(Box... boxes) {
        return new Drawing(List.of(boxes));
    }
}
