package dev.labelmill.core.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.opinion.Opinion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnnotatorBiasTest {

    private static final double[] BIASES = {2, -1, 0, .5, -1.5};

    @Test
    void biases_are_found_among_noise() {
        AnnotatorBias bias = AnnotatorBias.learn(drawn(new Random(1), 400, 3, .5));

        for (int a = 0; a < BIASES.length; a++) {
            assertThat(bias.of("a" + a)).isCloseTo(BIASES[a], within(.15));
        }
    }

    /** The mean error of 400 simulated labels, before and after. */
    @Test
    void numbers_without_their_annotators_bias_are_nearer_to_the_truth() {
        List<List<Opinion<Double>>> items = drawn(new Random(2), 400, 3, .5);
        AnnotatorBias bias = AnnotatorBias.learn(items);
        double raw = 0;
        double corrected = 0;
        for (int i = 0; i < items.size(); i++) {
            for (Opinion<Double> opinion : items.get(i)) {
                raw += Math.abs(opinion.value() - level(i));
                corrected += Math.abs(bias.removedFrom(opinion) - level(i));
            }
        }

        assertThat(corrected).isLessThan(raw / 2);
    }

    @Test
    void slipped_decimal_points_move_no_bias_far() {
        Random random = new Random(3);
        List<List<Opinion<Double>>> items = new ArrayList<>(drawn(random, 400, 3, .5));
        for (int i = 0; i < items.size(); i += 20) {
            List<Opinion<Double>> slipped = new ArrayList<>(items.get(i));
            slipped.set(0, slipped.get(0).as(1e6));
            items.set(i, slipped);
        }

        AnnotatorBias bias = AnnotatorBias.learn(items);

        for (int a = 0; a < BIASES.length; a++) {
            assertThat(bias.of("a" + a)).isCloseTo(BIASES[a], within(.4));
        }
    }

    @Test
    void one_label_proves_little() {
        List<List<Opinion<Double>>> items = new ArrayList<>(drawn(new Random(4), 100, 3, 1));
        items.add(List.of(new Opinion<>("a0", 2.0), new Opinion<>("a1", -1.0), new Opinion<>("new", 3.0)));

        assertThat(AnnotatorBias.learn(items).of("new")).isBetween(0.1, 2.5);
    }

    @Test
    void where_nobody_has_a_bias_almost_none_is_found() {
        Random random = new Random(5);
        List<List<Opinion<Double>>> items = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            items.add(List.of(
                    new Opinion<>("a", i + random.nextGaussian()),
                    new Opinion<>("b", i + random.nextGaussian()),
                    new Opinion<>("c", i + random.nextGaussian())));
        }

        assertThat(AnnotatorBias.learn(items).byAnnotator().values()).allMatch(bias -> Math.abs(bias) < .1);
    }

    /** a is always 1 above b and without noise: +½ and −½, nothing to shrink for. */
    @Test
    void without_noise_nothing_is_shrunk() {
        List<List<Opinion<Double>>> items = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            items.add(List.of(new Opinion<>("a", i + 1.0), new Opinion<>("b", i + 0.0)));
        }

        AnnotatorBias bias = AnnotatorBias.learn(items);

        assertThat(bias.of("a")).isCloseTo(.5, within(.01));
        assertThat(bias.of("b")).isCloseTo(-.5, within(.01));
    }

    @Test
    void without_two_annotators_on_an_item_and_without_disagreement_there_is_no_bias() {
        assertThat(AnnotatorBias.learn(List.of(List.of(new Opinion<>("a", 7.0))))
                        .of("a"))
                .isZero();
        assertThat(AnnotatorBias.learn(List.<List<Opinion<Double>>>of()).byAnnotator())
                .isEmpty();
        assertThat(AnnotatorBias.learn(List.of(List.of(new Opinion<>("a", 7.0), new Opinion<>("b", 7.0))))
                        .byAnnotator()
                        .values())
                .containsOnly(0.0);
        assertThat(AnnotatorBias.NONE.of("anybody")).isZero();
    }

    @Property(tries = 30)
    void the_order_of_annotators_changes_nothing_and_shifting_all_numbers_neither(@ForAll long seed) {
        List<List<Opinion<Double>>> items = drawn(new Random(seed), 20, 3, 1);
        List<List<Opinion<Double>>> shuffled =
                items.stream().map(AnnotatorBiasTest::reversed).toList();
        List<List<Opinion<Double>>> shifted = items.stream()
                .map(item -> item.stream().map(o -> o.as(o.value() + 1000)).toList())
                .toList();
        AnnotatorBias bias = AnnotatorBias.learn(items);

        assertThat(AnnotatorBias.learn(shuffled).byAnnotator()).isEqualTo(bias.byAnnotator());
        AnnotatorBias same = AnnotatorBias.learn(shifted);
        bias.byAnnotator().forEach((name, b) -> assertThat(same.of(name)).isCloseTo(b, within(1e-3)));
        assertThat(bias.byAnnotator().values()).allMatch(Double::isFinite);
    }

    private static List<Opinion<Double>> reversed(List<Opinion<Double>> item) {
        List<Opinion<Double>> other = new ArrayList<>(item);
        Collections.reverse(other);
        return other;
    }

    private static double level(int item) {
        return item % 10;
    }

    /** Each item is rated by some of five annotators with the biases above. */
    private static List<List<Opinion<Double>>> drawn(Random random, int items, int overlap, double noise) {
        List<List<Opinion<Double>>> all = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            List<Integer> annotators = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            Collections.shuffle(annotators, random);
            List<Opinion<Double>> item = new ArrayList<>();
            for (int a : annotators.subList(0, overlap)) {
                item.add(new Opinion<>("a" + a, level(i) + BIASES[a] + noise * random.nextGaussian()));
            }
            all.add(item);
        }
        return all;
    }
}
