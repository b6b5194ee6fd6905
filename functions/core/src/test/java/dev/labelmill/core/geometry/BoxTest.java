package dev.labelmill.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Worked by hand; {@code box(x, y, width, height)} is of class 0. */
class BoxTest {

    /** 10×10 and 10×10, half apart: 5×10 = 50 in common of 100 + 100 − 50 = 150. */
    @Test
    void boxes_that_share_half_of_each_have_a_third_of_their_union_in_common() {
        assertThat(box(0, 0, 10, 10).iou(box(5, 0, 10, 10))).isEqualTo(50.0 / 150);
    }

    /** 4×4 within 10×10: 16 of 100. */
    @Test
    void a_box_within_another_has_its_share_of_the_area() {
        assertThat(box(0, 0, 10, 10).iou(box(3, 3, 4, 4))).isEqualTo(.16);
    }

    /** They have the line x = 10 in common, whose area is 0. */
    @Test
    void boxes_that_touch_have_nothing_in_common() {
        assertThat(box(0, 0, 10, 10).iou(box(10, 0, 10, 10))).isZero();
    }

    /** One corner: 2×3 = 6 in common of 5·5 + 4·6 − 6 = 43. */
    @Test
    void boxes_that_share_a_corner_have_its_area_in_common() {
        assertThat(box(0, 0, 5, 5).iou(box(3, 2, 4, 6))).isEqualTo(6.0 / 43);
    }

    @Test
    void a_box_without_area_has_something_in_common_with_its_like_only() {
        Box line = box(2, 2, 0, 5);

        assertThat(line.area()).isZero();
        assertThat(line.iou(line)).isEqualTo(1);
        assertThat(line.iou(box(0, 0, 10, 10))).isZero();
        assertThat(new Box(9, 9, 1, 1, 0).iou(box(0, 0, 10, 10))).isZero();
    }

    /**
     * a = (0,0,10,10), b = (6,0,10,10); c = (4,0,10,10), d = (−4,0,10,10). IoU: a–c 60/140 = 3/7, a–d 3/7, b–c 80/120 =
     * 2/3, b–d 0. The greatest IoU, b–c, leaves a–d: 2/3 + 3/7 = 23/21, over 2 boxes each 23/42.
     */
    @Test
    void likeness_is_the_sum_of_the_best_pairing_over_the_number_of_boxes() {
        List<Box> one = List.of(box(0, 0, 10, 10), box(6, 0, 10, 10));
        List<Box> other = List.of(box(4, 0, 10, 10), box(-4, 0, 10, 10));

        assertThat(BoxPairs.best(one, other).likeness()).isCloseTo(23.0 / 42, within(1e-12));
    }

    /**
     * a = (0,0,10,10), b = (5,0,10,10); c = (1,0,10,10), d = (−5,0,10,10). IoU: a–c 90/110 = 9/11, b–c 60/140 = 3/7,
     * a–d 50/150 = 1/3, b–d 0. At .3 greedy takes a–c and leaves b and d; the most pairs are a–d and b–c. F1 = 2·2/4.
     */
    @Test
    void f1_pairs_as_many_boxes_as_the_threshold_allows() {
        List<Box> one = List.of(box(0, 0, 10, 10), box(5, 0, 10, 10));
        List<Box> other = List.of(box(1, 0, 10, 10), box(-5, 0, 10, 10));

        assertThat(BoxPairs.atLeast(.3, one, other).f1()).isEqualTo(1);
        assertThat(BoxPairs.atLeast(.3, one, other).meanCredit().orElseThrow())
                .isCloseTo((1.0 / 3 + 3.0 / 7) / 2, within(1e-12));
    }

    /** The pair's IoU is 1/3: a hit at 1/3, none at .5. One of 1 and 2 boxes: F1 = 2·1/3. */
    @Test
    void f1_counts_what_reaches_the_threshold_and_punishes_what_is_left_over() {
        List<Box> one = List.of(box(0, 0, 10, 10));
        List<Box> other = List.of(box(5, 0, 10, 10), box(50, 50, 10, 10));

        assertThat(BoxPairs.atLeast(1.0 / 3, one, other).f1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(BoxPairs.atLeast(.5, one, other).f1()).isZero();
        assertThat(BoxPairs.atLeast(.5, one, other).meanCredit()).isEqualTo(OptionalDouble.empty());
    }

    /** The same place under two names is a miss on both sides. */
    @Test
    void boxes_of_different_classes_are_never_paired() {
        Box cat = box(0, 0, 10, 10);

        assertThat(BoxPairs.best(List.of(cat), List.of(cat.withCategory(1))).likeness())
                .isZero();
        assertThat(BoxPairs.atLeast(.5, List.of(cat), List.of(cat.withCategory(1)))
                        .f1())
                .isZero();
    }

    /** Two identical boxes against one: 1 of max(2, 1) = 2; F1 = 2·1/3. */
    @Test
    void a_box_drawn_twice_is_paired_once() {
        List<Box> twice = List.of(box(0, 0, 10, 10), box(0, 0, 10, 10));
        List<Box> once = List.of(box(0, 0, 10, 10));

        assertThat(BoxPairs.best(twice, once).likeness()).isEqualTo(.5);
        assertThat(BoxPairs.atLeast(.5, twice, once).f1()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void two_labels_without_boxes_agree_and_one_against_some_does_not() {
        assertThat(BoxPairs.best(List.of(), List.of()).likeness()).isEqualTo(1);
        assertThat(BoxPairs.atLeast(.5, List.of(), List.of()).f1()).isEqualTo(1);
        assertThat(BoxPairs.best(List.of(), List.of(box(0, 0, 1, 1))).likeness())
                .isZero();
    }

    @Test
    void coordinates_that_are_no_numbers_and_thresholds_of_nothing_are_refused() {
        assertThatThrownBy(() -> new Box(0, Double.NaN, 1, 1, 0)).hasMessageContaining("not 0.0, NaN, 1.0, 1.0");
        assertThatThrownBy(() -> new Box(0, 0, 2e9, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(0, 0, 1, 1, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> BoxPairs.atLeast(0, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Box box(double x, double y, double width, double height) {
        return Box.ofSize(x, y, width, height, 0);
    }
}
