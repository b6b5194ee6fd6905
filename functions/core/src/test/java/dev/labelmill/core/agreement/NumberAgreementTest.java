package dev.labelmill.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.agreement.Coefficient.Estimate;
import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberAgreementTest {

    private static final double[] VALUES = {0, 1.5, 2, 700};

    @Property
    void with_few_different_numbers_it_is_the_alpha_of_classes(
            @ForAll @Size(max = 20) List<@Size(max = 6) List<@IntRange(max = 3) Integer>> units) {
        Agreement classes = Agreement.of(ratings(units));
        NumberAgreement numbers = NumberAgreement.of(
                units.stream()
                        .map(unit -> unit.stream().mapToDouble(c -> VALUES[c]).toArray())
                        .toList(),
                .95);

        assertSame(numbers.alphaInterval(), classes.alpha(Metric.interval(VALUES)));
        assertSame(numbers.alphaRatio(1), classes.alpha(Metric.ratio(VALUES)));
        assertThat(numbers.alphaOrdinal().asOptional().isPresent())
                .isEqualTo(classes.alpha(Metric.ordinal()).asOptional().isPresent());
        numbers.alphaOrdinal()
                .asOptional()
                .ifPresent(value -> assertThat(value)
                        .isCloseTo(classes.alpha(Metric.ordinal()).asOptional().orElseThrow(), within(1e-12)));
    }

    @Test
    void without_a_pair_or_without_variation_there_is_no_alpha() {
        NumberAgreement alike = NumberAgreement.of(List.of(new double[] {.1, .1}, new double[] {.1, .1, .1}), .95);

        assertThat(NumberAgreement.of(List.of(new double[] {1}), .95).alphaInterval())
                .isEqualTo(new Undefined(Reason.NO_PAIR));
        assertThat(alike.alphaInterval()).isEqualTo(new Undefined(Reason.NO_VARIATION));
        assertThat(alike.alphaOrdinal()).isEqualTo(new Undefined(Reason.NO_VARIATION));
        assertThat(alike.alphaRatio(1)).isEqualTo(new Undefined(Reason.NO_VARIATION));
    }

    @Test
    void numbers_that_are_not_finite_and_ratios_of_negative_numbers_are_refused() {
        assertThatThrownBy(() -> NumberAgreement.of(List.of(new double[] {1, Double.NaN}), .95))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        NumberAgreement.of(List.of(new double[] {1, -1}), .95).alphaRatio(1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_confidence_that_is_none_is_refused() {
        for (double confidence : new double[] {0, 1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> NumberAgreement.of(List.of(), confidence)).hasMessageContaining("confidence");
        }
    }

    /** Alpha of distances does not know where zero is: as when seconds since 1970 are compared. */
    @Test
    void numbers_far_from_zero_agree_as_those_near_it() {
        List<double[]> near = List.of(
                new double[] {0, 1}, new double[] {2, 2, 3}, new double[] {7, 4}, new double[] {1, 1}, new double[] {
                    9, 8
                });
        List<double[]> far = near.stream()
                .map(unit -> Arrays.stream(unit).map(v -> 1.8e9 + v).toArray())
                .toList();

        assertSame(
                NumberAgreement.of(far, .95).alphaInterval(),
                NumberAgreement.of(near, .95).alphaInterval());
        assertSame(
                NumberAgreement.of(far, .95).alphaOrdinal(),
                NumberAgreement.of(near, .95).alphaOrdinal());
    }

    private static Ratings ratings(List<List<Integer>> units) {
        return Ratings.of(
                VALUES.length,
                IntStream.range(0, units.size())
                        .flatMap(unit -> units.get(unit).stream().mapToInt(answer -> unit))
                        .toArray(),
                units.stream()
                        .flatMapToInt(unit -> IntStream.range(0, unit.size()))
                        .toArray(),
                units.stream()
                        .flatMapToInt(unit -> unit.stream().mapToInt(Integer::intValue))
                        .toArray());
    }

    private static void assertSame(Coefficient one, Coefficient other) {
        if (one instanceof Estimate estimate) {
            Estimate same = (Estimate) other;
            assertThat(same.value()).isCloseTo(estimate.value(), within(1e-9));
            assertThat(same.low()).isCloseTo(estimate.low(), within(1e-6));
            assertThat(same.high()).isCloseTo(estimate.high(), within(1e-6));
        } else {
            assertThat(other).isEqualTo(one);
        }
    }
}
