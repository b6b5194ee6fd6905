package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PosteriorTest {

    /** Toloka's documentation of dynamic overlap: three annotators of known skill, answers OK, BAD, 404. */
    private static final Skills TOLOKA = new Skills(
            "toloka",
            Confusion.symmetric(3, .7),
            Map.of(
                    "A", Confusion.symmetric(3, .7),
                    "B", Confusion.symmetric(3, .9),
                    "C", Confusion.symmetric(3, .8)));

    private static final double[] EVEN = {1, 1, 1};

    @Test
    void it_gives_the_published_numbers_of_tolokas_dynamic_overlap() {
        List<Vote> agreed = List.of(new Vote("A", 0), new Vote("B", 0));
        List<Vote> split = List.of(new Vote("A", 0), new Vote("B", 1));
        List<Vote> settled = List.of(new Vote("A", 0), new Vote("B", 1), new Vote("C", 1));

        assertThat(Posterior.of(EVEN, agreed, TOLOKA)[0]).isCloseTo(.97674, within(5e-6));
        assertThat(Posterior.of(EVEN, split, TOLOKA)[1]).isCloseTo(.76056, within(5e-6));
        assertThat(Posterior.of(EVEN, settled, TOLOKA)[1]).isCloseTo(.96214, within(5e-6));
    }

    @Test
    void a_thousand_labels_do_not_underflow() {
        List<Vote> votes = Collections.nCopies(1_000, new Vote("A", 2));

        assertThat(Posterior.of(EVEN, votes, TOLOKA)).containsExactly(new double[] {0, 0, 1}, within(1e-300));
    }

    @Property
    void it_is_a_distribution_whatever_the_votes(
            @ForAll @Size(max = 30) List<@IntRange(max = 2) Integer> answers,
            @ForAll @DoubleRange(min = 0, max = 1) double first) {
        List<Vote> votes = answers.stream().map(answer -> new Vote("B", answer)).toList();

        double[] posterior = Posterior.of(new double[] {first, 1 - first, 0}, votes, TOLOKA);

        assertThat(posterior[0] + posterior[1]).isCloseTo(1, within(1e-12));
        assertThat(posterior[0]).isBetween(0.0, 1.0);
        assertThat(posterior[2]).isZero();
    }

    @Test
    void an_answer_that_was_thought_impossible_excludes_no_class_for_ever() {
        Skills infallible = Skills.uninformed(2, 1);

        double[] posterior =
                Posterior.of(new double[] {.5, .5}, List.of(new Vote("a", 0), new Vote("b", 1)), infallible);

        assertThat(posterior).containsExactly(new double[] {.5, .5}, within(1e-12));
    }

    @Test
    void a_tie_goes_to_the_lowest_class() {
        assertThat(Posterior.argmax(new double[] {.2, .4, .4})).isEqualTo(1);
        assertThat(Posterior.argmax(MajorityVote.of(3, List.of(new Vote("a", 2), new Vote("b", 1)))))
                .isEqualTo(1);
        assertThat(MajorityVote.of(4, List.of())).containsOnly(.25);
    }

    @Test
    void what_is_no_distribution_is_refused() {
        List<Vote> unknown = List.of(new Vote("A", 3));

        assertThatThrownBy(() -> Posterior.of(new double[] {0, 0, 0}, List.of(), TOLOKA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Posterior.of(new double[] {1, Double.NaN, 0}, List.of(), TOLOKA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Posterior.of(EVEN, unknown, TOLOKA)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Posterior.of(new double[] {1, 1}, List.of(), TOLOKA))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
