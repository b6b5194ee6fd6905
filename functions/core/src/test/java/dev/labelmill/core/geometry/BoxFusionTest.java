package dev.labelmill.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.matching.Fused;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import dev.labelmill.core.opinion.Quorum;
import dev.labelmill.core.robust.Middle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand; {@code box(x, y, width, height)} is of class 0. */
class BoxFusionTest {

    /** Left edges 0, 1, 2, right edges 10, 11, 12: medians 1 and 11. Neighbours' IoU is 90/110, the outer two's 80/120. */
    @Test
    void three_boxes_of_one_object_become_one_with_the_median_of_each_edge() {
        assertThat(fuse(
                        drawing("a", box(0, 0, 10, 10)),
                        drawing("b", box(1, 0, 10, 10)),
                        drawing("c", box(2, 0, 10, 10))))
                .containsExactly(new Fused<>(box(1, 0, 10, 10), 1));
    }

    /** One of three drew it: a third is no majority. */
    @Test
    void a_box_that_one_of_three_drew_is_dropped() {
        assertThat(fuse(
                        drawing("a", box(0, 0, 10, 10), box(50, 50, 9, 9)),
                        drawing("b", box(0, 0, 10, 10)),
                        drawing("c")))
                .containsExactly(new Fused<>(box(0, 0, 10, 10), 2.0 / 3));
    }

    /** One of two is half, not more than half; with a quorum of one half it stays. */
    @Test
    void a_box_that_one_of_two_drew_stays_only_if_the_quorum_is_a_half() {
        List<Opinion<List<Box>>> drawings = List.of(drawing("a", box(0, 0, 10, 10)), drawing("b"));

        assertThat(BoxFusion.DEFAULT.fuse(new Opinions<>(drawings))).isEmpty();
        assertThat(new BoxFusion(.5, new Quorum(.5), Middle.MEDIAN).fuse(new Opinions<>(drawings)))
                .containsExactly(new Fused<>(box(0, 0, 10, 10), .5));
    }

    /** a weighs 3 of 5: a's box alone has .6 behind it. */
    @Test
    void weights_decide_a_quorum() {
        assertThat(fuse(new Opinion<>("a", List.of(box(0, 0, 10, 10)), 3), drawing("b"), drawing("c")))
                .extracting(Fused::support)
                .containsExactly(.6);
    }

    /** Two objects, IoU 0 between them; each is drawn by both. */
    @Test
    void two_objects_stay_two_boxes() {
        assertThat(fuse(
                        drawing("a", box(0, 0, 10, 10), box(30, 0, 10, 10)),
                        drawing("b", box(30, 0, 10, 10), box(0, 0, 10, 10))))
                .containsExactly(new Fused<>(box(0, 0, 10, 10), 1), new Fused<>(box(30, 0, 10, 10), 1));
    }

    /**
     * Two objects 2 apart, IoU 80/120 = 2/3 between them, drawn exactly by a and b: nobody's two boxes join, though they
     * overlap beyond the threshold.
     */
    @Test
    void boxes_of_one_annotator_never_become_one() {
        assertThat(fuse(
                        drawing("a", box(0, 0, 10, 10), box(2, 0, 10, 10)),
                        drawing("b", box(0, 0, 10, 10), box(2, 0, 10, 10))))
                .containsExactly(new Fused<>(box(0, 0, 10, 10), 1), new Fused<>(box(2, 0, 10, 10), 1));
    }

    /** IoU 1, less .2 for the class, is .8 ≥ .5: one object, named 0, 1, 1. */
    @Test
    void the_class_of_a_box_is_voted() {
        Box box = box(0, 0, 10, 10);

        assertThat(fuse(drawing("a", box), drawing("b", box.withCategory(1)), drawing("c", box.withCategory(1))))
                .containsExactly(new Fused<>(box.withCategory(1), 1));
        assertThat(fuse(drawing("a", box), drawing("b", box.withCategory(1)))).containsExactly(new Fused<>(box, 1));
    }

    /** Boxes 4 apart have IoU 60/140 = .43 < .5 and stay apart; each has one of two behind it, so none is left. */
    @Test
    void boxes_that_overlap_too_little_are_different_objects() {
        assertThat(fuse(drawing("a", box(0, 0, 10, 10)), drawing("b", box(4, 0, 10, 10))))
                .isEmpty();
    }

    /**
     * x = 0, 3, 6: neighbours' IoU 70/130 = .538, the outer two's 40/160 = .25. a and b join; c's mean IoU to them is
     * (.538 + .25)/2 = .394 < .5, so the chain breaks. a+b: edges' medians 1.5 and 11.5.
     */
    @Test
    void a_chain_of_boxes_does_not_run_together() {
        assertThat(fuse(
                        drawing("a", box(0, 0, 10, 10)),
                        drawing("b", box(3, 0, 10, 10)),
                        drawing("c", box(6, 0, 10, 10))))
                .containsExactly(new Fused<>(box(1.5, 0, 10, 10), 2.0 / 3));
    }

    /** Left edges 0, 0, 3 with weights 1, 1, 2: mean 1.5 and the median halfway between 0 and 3, as half is on each side. */
    @Test
    void edges_are_medians_or_means_by_weight() {
        Opinions<List<Box>> drawings = new Opinions<>(List.of(
                drawing("a", box(0, 0, 10, 10)),
                drawing("b", box(0, 0, 10, 10)),
                new Opinion<>("c", List.of(box(3, 0, 10, 10)), 2)));

        assertThat(new BoxFusion(.5, Quorum.MAJORITY, Middle.MEAN).fuse(drawings))
                .singleElement()
                .satisfies(fused -> assertThat(fused.part().left()).isCloseTo(1.5, within(1e-12)));
        assertThat(BoxFusion.DEFAULT.fuse(drawings)).containsExactly(new Fused<>(box(1.5, 0, 10, 10), 1));
    }

    /** Left edges 0, 0, 0, 0, 3: the mean would be .6, the median is 0. IoU of the last to the others 70/130 = .54. */
    @Test
    void one_sloppy_edge_moves_no_median() {
        assertThat(fuse(
                        drawing("a", box(0, 0, 10, 10)),
                        drawing("b", box(0, 0, 10, 10)),
                        drawing("c", box(0, 0, 10, 10)),
                        drawing("d", box(0, 0, 10, 10)),
                        drawing("e", box(3, 0, 10, 10))))
                .containsExactly(new Fused<>(box(0, 0, 10, 10), 1));
    }

    @Test
    void one_annotators_boxes_stand_as_they_are_and_nobodys_are_none() {
        assertThat(fuse(drawing("a", box(5, 5, 3, 3), box(0, 0, 10, 10))))
                .containsExactly(new Fused<>(box(0, 0, 10, 10), 1), new Fused<>(box(5, 5, 3, 3), 1));
        assertThat(fuse()).isEmpty();
        assertThat(fuse(drawing("a"), drawing("b"))).isEmpty();
    }

    @Test
    void a_threshold_of_nothing_is_refused() {
        assertThatThrownBy(() -> new BoxFusion(0, Quorum.MAJORITY, Middle.MEAN))
                .hasMessage("a least IoU lies above 0 and at most at 1, not at 0.0");
    }

    @SafeVarargs
    private static List<Fused<Box>> fuse(Opinion<List<Box>>... drawings) {
        List<Opinion<List<Box>>> given = new ArrayList<>();
        for (Opinion<List<Box>> one : drawings) {
            given.add(one);
        }
        return BoxFusion.DEFAULT.fuse(new Opinions<>(given));
    }

    private static Opinion<List<Box>> drawing(String annotator, Box... boxes) {
        return new Opinion<>(annotator, List.of(boxes));
    }

    private static Box box(double x, double y, double width, double height) {
        return Box.ofSize(x, y, width, height, 0);
    }
}
