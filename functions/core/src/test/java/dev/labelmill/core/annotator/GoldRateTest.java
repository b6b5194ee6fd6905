package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.draw.Draw;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GoldRateTest {

    private static final GoldRate RATE = GoldRate.STANDARD;

    @Test
    void the_first_tasks_are_known_ones_and_then_fewer_and_fewer() {
        assertThat(IntStream.range(0, 5)).allMatch(n -> RATE.rate(n, 0) == 1);
        assertThat(RATE.rate(5, 0)).isCloseTo(0.166, within(0.001));
        assertThat(RATE.rate(50, 0)).isCloseTo(0.043, within(0.001));
        assertThat(RATE.rate(1_000_000, 0)).isCloseTo(0.02, within(0.0001));
    }

    @Test
    void somebody_who_is_wrong_as_often_as_right_is_tested_more_than_somebody_who_is_not() {
        assertThat(RATE.rate(10, 10)).isGreaterThan(RATE.rate(19, 1));
    }

    @Test
    void of_several_annotators_the_rate_is_that_of_one_with_the_mean_of_their_answers() {
        assertThat(RATE.rateOfMean(1, 0, 0)).as("nothing is known").isCloseTo(0.36, within(1e-12));
        assertThat(RATE.rateOfMean(1, 5, 0)).isEqualTo(RATE.rate(5, 0));
        assertThat(RATE.rateOfMean(4, 20, 0)).isEqualTo(RATE.rate(5, 0));
        assertThat(RATE.rateOfMean(10, 20, 0))
                .isGreaterThan(RATE.rateOfMean(4, 20, 0))
                .isLessThan(0.36);
    }

    @Property(tries = 200)
    void the_rate_lies_between_its_ends_and_more_of_the_same_never_raises_it(
            @ForAll @IntRange(max = 5000) int right, @ForAll @IntRange(max = 5000) int wrong) {
        assertThat(RATE.rate(right, wrong)).isBetween(0.02, 1.0);
        assertThat(RATE.rate(2 * right + 5, 2 * wrong + 5)).isLessThanOrEqualTo(RATE.rate(right + 2, wrong + 2) + 0.01);
    }

    @Test
    void draws_follow_the_rate_and_repeat() {
        Draw draw = new Draw(3);
        long known = IntStream.range(0, 20_000)
                .filter(n -> RATE.isNextKnown(draw, "b", "crowd/w", n, 5, 5, 0))
                .count();

        assertThat(known / 20_000.0).isCloseTo(RATE.rate(5, 0), within(0.01));
        assertThat(RATE.isNextKnown(draw, "b", "crowd/w", 0, 0, 0, 0)).isTrue();
        IntPredicate drawn = n -> RATE.isNextKnown(draw, "b", "crowd/w", n, 5, 5, 0);
        List<Integer> once = IntStream.range(0, 100).filter(drawn).boxed().toList();
        List<Integer> again = IntStream.range(0, 100).filter(drawn).boxed().toList();
        assertThat(once).isNotEmpty().isEqualTo(again);
    }

    @Test
    void who_answers_none_of_the_first_gets_others_among_the_next() {
        Draw draw = new Draw(3);
        long known = IntStream.range(0, 20_000)
                .filter(n -> RATE.isNextKnown(draw, "b", "crowd/w", n, 5, 0, 0))
                .count();

        assertThat(RATE.isNextKnown(draw, "b", "crowd/w", 9, 4, 0, 0)).isTrue();
        assertThat(known / 20_000.0).as("as of whom nothing is known").isCloseTo(0.36, within(0.01));
    }

    @Test
    void rates_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new GoldRate(1, 0.1, 0.2)).hasMessageContaining("least <= most");
        assertThatThrownBy(() -> RATE.rate(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
