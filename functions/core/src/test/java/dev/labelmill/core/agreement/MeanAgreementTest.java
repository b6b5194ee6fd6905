package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MeanAgreementTest {

    private static Coefficient of(List<Double> likenesses) {
        MeanAgreement mean = new MeanAgreement();
        likenesses.forEach(mean::add);
        return mean.value(0.95);
    }

    /** Pairs whose labels are that far apart, measured all at once. */
    @Property(tries = 200)
    void it_is_the_similarity_that_a_distance_gives_over_units_in_memory(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> likenesses) {
        List<List<Double>> units =
                likenesses.stream().map(likeness -> List.of(0.0, 1 - likeness)).toList();
        Estimate batch = (Estimate) DistanceAgreement.of(units, (one, other) -> Math.abs(one - other), 0.95, 1)
                .similarity();

        Estimate streamed = (Estimate) of(likenesses);

        assertThat(streamed.value()).isCloseTo(batch.value(), within(1e-9));
        assertThat(streamed.low()).isCloseTo(batch.low(), within(1e-6));
        assertThat(streamed.high()).isCloseTo(batch.high(), within(1e-6));
    }

    @Test
    void without_a_unit_there_is_no_mean_and_of_one_it_may_be_anything() {
        assertThat(of(List.of())).isEqualTo(new Undefined(Reason.NO_PAIR));
        assertThat(of(List.of(0.5))).isEqualTo(new Estimate(0.5, 0, 1));
    }

    @Test
    void what_is_no_likeness_is_refused() {
        assertThatThrownBy(() -> of(List.of(1.5))).hasMessageContaining("in [0, 1]");
        assertThatThrownBy(() -> of(List.of(Double.NaN))).hasMessageContaining("in [0, 1]");
    }
}
