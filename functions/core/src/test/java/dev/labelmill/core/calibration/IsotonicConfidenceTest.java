package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IsotonicConfidenceTest {

    /** A labeler that is right as often as the square of its confidence. */
    private static IsotonicConfidence fitted(int predictions, long seed) {
        Random random = new Random(seed);
        double[] confidence = new double[predictions];
        double[] right = new double[predictions];
        double[] weights = new double[predictions];
        for (int i = 0; i < predictions; i++) {
            confidence[i] = .5 + random.nextDouble() / 2;
            right[i] = random.nextDouble() < confidence[i] * confidence[i] ? 1 : 0;
            weights[i] = 1;
        }
        return IsotonicConfidence.of(confidence, right, weights);
    }

    private static double[] two(double confidence) {
        return new double[] {1 - confidence, confidence};
    }

    @Test
    void a_curve_of_many_predictions_tells_how_often_they_are_right() {
        IsotonicConfidence curve = fitted(20_000, 1);

        for (double confidence : new double[] {.75, .8, .9, .95}) {
            assertThat(curve.apply(two(confidence))[1]).isCloseTo(confidence * confidence, within(.05));
        }
    }

    @Property(tries = 200)
    void surer_items_stay_surer_and_none_becomes_certain(
            @ForAll @IntRange(min = 1, max = 300) int predictions,
            @ForAll long seed,
            @ForAll @DoubleRange(min = .51, max = 1) double one,
            @ForAll @DoubleRange(min = .51, max = 1) double other) {
        IsotonicConfidence curve = fitted(predictions, seed);
        double ofOne = curve.apply(two(one))[1];
        double ofOther = curve.apply(two(other))[1];

        assertThat(Math.signum(ofOne - ofOther)).isEqualTo(Math.signum(one - other));
        assertThat(ofOne).isGreaterThan(.5).isLessThanOrEqualTo(1);
        assertThat(curve.shares().get(curve.shares().size() - 1)).isLessThan(1);
        assertThat(curve.shares().get(0)).isPositive();
    }

    @Property(tries = 200)
    void the_most_probable_class_stays_so_and_the_others_keep_their_proportions(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 1_000) Integer> raw, @ForAll long seed) {
        double sum = raw.stream().mapToInt(w -> w).sum();
        double[] p = raw.stream().mapToDouble(w -> w / sum).toArray();
        double[] calibrated = fitted(250, seed).apply(p);

        assertThat(Arrays.stream(calibrated).sum()).isCloseTo(1, within(1e-12));
        int top = 0;
        for (int k = 0; k < p.length; k++) {
            top = p[k] > p[top] ? k : top;
        }
        for (int k = 0; k < p.length; k++) {
            if (p[k] < p[top]) {
                assertThat(calibrated[k]).isLessThan(calibrated[top]);
            }
            for (int j = 0; j < p.length; j++) {
                if (j != top && k != top) {
                    assertThat(calibrated[k] * p[j]).isCloseTo(calibrated[j] * p[k], within(1e-9));
                }
            }
        }
    }

    /** As softmax gives them in 64 bits: {@code 1 - k/2^53}. */
    @Property(tries = 2_000)
    void confidences_that_64_bits_hardly_tell_apart_still_make_a_curve(
            @ForAll @Size(min = 200, max = 400) List<@IntRange(max = 30) Integer> steps, @ForAll long seed) {
        Random random = new Random(seed);
        double[] confidence = steps.stream().mapToDouble(k -> 1 - k * 0x1p-53).toArray();
        double[] right =
                steps.stream().mapToDouble(k -> random.nextInt(31) > k ? 1 : 0).toArray();
        double[] weights = steps.stream().mapToDouble(k -> 1).toArray();

        IsotonicConfidence curve =
                IsotonicConfidence.fit(confidence, right, weights).orElseThrow();

        assertThat(curve.apply(two(1))[1]).isGreaterThanOrEqualTo(curve.apply(two(1 - 0x1p-48))[1]);
    }

    @Test
    void what_is_certain_is_made_less_so_and_a_batch_of_one_class_is_left_alone() {
        IsotonicConfidence curve = fitted(250, 3);

        assertThat(curve.apply(new double[] {0, 1, 0})[1]).isLessThan(1);
        assertThat(curve.apply(new double[] {0, 1, 0})[0]).isEqualTo(curve.apply(new double[] {0, 1, 0})[2]);
        assertThat(curve.apply(new double[] {1})).containsExactly(1);
        // A labeler that is certain and always wrong still has an answer of its own.
        IsotonicConfidence wrong = IsotonicConfidence.of(new double[] {1, 1}, new double[2], new double[] {1, 1});
        assertThat(wrong.apply(two(1))[1]).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void a_step_is_reached_by_a_straight_line_between_the_middles_of_its_neighbours() {
        IsotonicConfidence curve = new IsotonicConfidence(99, List.of(.6, .8), List.of(.5, .9));

        assertThat(curve.apply(two(.7))[1]).isCloseTo((99 * .7 + .7) / 100, within(1e-12));
        assertThat(curve.apply(two(.95))[1]).isCloseTo((99 * .9 + .95) / 100, within(1e-12));
        assertThat(curve.apply(two(.55))[1]).isCloseTo((99 * .5 + .55) / 100, within(1e-12));
    }

    @Test
    void fewer_than_two_hundred_predictions_make_no_curve() {
        double[] zeros = new double[199];

        assertThat(IsotonicConfidence.fit(zeros, zeros, zeros)).isEmpty();
    }

    @Test
    void what_is_no_rising_curve_is_refused() {
        assertRefused(0, List.of(.5), List.of(.5));
        assertRefused(9, List.of(), List.of());
        assertRefused(9, List.of(.5, .6), List.of(.5));
        assertRefused(9, List.of(.6, .5), List.of(.5, .6));
        assertRefused(9, List.of(.5, .6), List.of(.6, .5));
        assertRefused(9, List.of(.5), List.of(Double.NaN));
    }

    private static void assertRefused(long items, List<Double> confidences, List<Double> shares) {
        assertThatThrownBy(() -> new IsotonicConfidence(items, confidences, shares))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
