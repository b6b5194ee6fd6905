package dev.labelmill.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {

    private static final NonMaximumSuppression HALF = new NonMaximumSuppression(0.5, 300);

    private static ScoredBox box(double left, int category, double score) {
        return new ScoredBox(Box.ofSize(left, 0, 10, 10, category), score);
    }

    /** 0 and 2 have 80 of 120 in common, 2 and 4 too, 0 and 4 have 60 of 140: less than half. */
    @Test
    void the_surest_drops_what_overlaps_it_and_what_overlaps_only_the_dropped_stands() {
        assertThat(HALF.of(List.of(box(4, 0, 0.7), box(2, 0, 0.8), box(0, 0, 0.9))))
                .containsExactly(box(0, 0, 0.9), box(4, 0, 0.7));
    }

    @Test
    void classes_leave_each_other_alone_and_the_surest_of_all_are_taken() {
        List<ScoredBox> boxes = List.of(box(0, 0, 0.4), box(0, 1, 0.9), box(50, 0, 0.6));

        assertThat(HALF.of(boxes)).containsExactly(box(0, 1, 0.9), box(50, 0, 0.6), box(0, 0, 0.4));
        assertThat(new NonMaximumSuppression(0.5, 2).of(boxes)).containsExactly(box(0, 1, 0.9), box(50, 0, 0.6));
    }

    @Test
    void at_an_overlap_of_one_only_the_like_of_it_could_go_and_at_none_all_that_overlaps_goes() {
        List<ScoredBox> boxes = List.of(box(0, 0, 0.9), box(9, 0, 0.8));

        assertThat(new NonMaximumSuppression(1, 9).of(boxes)).hasSize(2);
        assertThat(new NonMaximumSuppression(0, 9).of(boxes)).hasSize(1);
        assertThatThrownBy(() -> new NonMaximumSuppression(1.1, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> box(0, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void doing_it_again_changes_nothing_and_the_order_of_the_boxes_does_not_matter(
            @ForAll("boxes") List<ScoredBox> boxes,
            @ForAll @DoubleRange(min = 0, max = 1) double iou,
            @ForAll long seed) {
        NonMaximumSuppression suppression = new NonMaximumSuppression(iou, 20);
        List<ScoredBox> shuffled = new ArrayList<>(boxes);
        Collections.shuffle(shuffled, new Random(seed));

        List<ScoredBox> taken = suppression.of(boxes);

        assertThat(suppression.of(taken)).isEqualTo(taken);
        assertThat(suppression.of(shuffled)).isEqualTo(taken);
        assertThat(boxes).containsAll(taken);
        for (ScoredBox one : taken) {
            assertThat(taken)
                    .noneMatch(other -> other != one
                            && one.box().category() == other.box().category()
                            && one.box().iou(other.box()) > iou);
        }
    }

    @Provide
    Arbitrary<List<ScoredBox>> boxes() {
        Arbitrary<Integer> edge = Arbitraries.integers().between(0, 30);
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 20);
        return Combinators.combine(
                        edge,
                        edge,
                        side,
                        side,
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 10))
                .as((left, top, width, height, category, tenths) ->
                        new ScoredBox(Box.ofSize(left, top, width, height, category), tenths / 10.0))
                .list()
                .ofMaxSize(40);
    }
}
