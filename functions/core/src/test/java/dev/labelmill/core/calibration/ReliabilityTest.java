package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.calibration.Reliability.Bin;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    @Test
    void predictions_are_counted_by_their_confidence() {
        Reliability reliability = Reliability.of(
                new double[] {0.55, 0.58, 0.91, 1.0, 0.99}, new double[] {1, 0, 1, 1, 0}, new double[] {1, 1, 1, 1, 1});

        assertThat(reliability.bins()).hasSize(2);
        assertBin(reliability.bins().get(0), 2, 0.565, 0.5);
        assertBin(reliability.bins().get(1), 3, 2.9 / 3, 2.0 / 3);
        // 0.4 * 0.065 + 0.6 * 0.3
        assertThat(reliability.expectedError()).isCloseTo(0.206, within(1e-12));
    }

    @Test
    void a_prediction_that_weighs_more_moves_the_means_of_its_range_more() {
        Reliability reliability = Reliability.of(new double[] {0.90, 0.98}, new double[] {0, 1}, new double[] {1, 3});

        assertBin(reliability.bins().get(0), 2, 0.96, 0.75);
    }

    @Test
    void nothing_predicted_is_no_error() {
        assertThat(Reliability.of(new double[0], new double[0], new double[0])).isEqualTo(Reliability.NONE);
        assertThat(Reliability.NONE.expectedError()).isZero();
    }

    @Test
    void a_prediction_without_its_outcome_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reliability.of(new double[1], new double[0], new double[1]));
    }

    @Property
    void every_prediction_is_in_the_range_that_holds_its_confidence(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] confidences = drawn.stream().mapToDouble(d -> d).toArray();
        double[] ones = new double[confidences.length];
        Arrays.fill(ones, 1);

        Reliability reliability = Reliability.of(confidences, confidences, ones);

        assertThat(reliability.bins().stream().mapToInt(Bin::predictions).sum()).isEqualTo(confidences.length);
        assertThat(reliability.expectedError()).isCloseTo(0, within(1e-12));
        assertThat(reliability.bins()).isSortedAccordingTo((a, b) -> Double.compare(a.confidence(), b.confidence()));
    }

    private static void assertBin(Bin bin, int predictions, double confidence, double accuracy) {
        assertThat(bin.predictions()).isEqualTo(predictions);
        assertThat(bin.confidence()).isCloseTo(confidence, within(1e-12));
        assertThat(bin.accuracy()).isCloseTo(accuracy, within(1e-12));
    }
}
