package dev.labelmill.core.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpinionsTest {

    @Test
    void of_an_annotators_repeated_opinions_the_last_counts() {
        Opinions<String> opinions =
                new Opinions<>(List.of(new Opinion<>("b", "x"), new Opinion<>("a", "y"), new Opinion<>("b", "z", 2)));

        assertThat(opinions.each()).containsExactly(new Opinion<>("a", "y"), new Opinion<>("b", "z", 2));
        assertThat(opinions.total()).isEqualTo(3);
    }

    @Test
    void a_mean_goes_by_weight_and_nobodys_is_zero() {
        Opinions<Double> opinions = new Opinions<>(List.of(new Opinion<>("a", 1.0), new Opinion<>("b", 0.0, 3)));

        assertThat(opinions.mean(Opinion::value)).isEqualTo(.25);
        assertThat(new Opinions<Double>(List.of()).mean(Opinion::value)).isZero();
    }

    @Test
    void two_thirds_are_reached_by_two_of_three_and_a_majority_by_no_half() {
        assertThat(new Quorum(2.0 / 3).isReached((1.0 + 1.0) / 3)).isTrue();
        assertThat(Quorum.MAJORITY.isReached(.5)).isFalse();
        assertThat(Quorum.MAJORITY.isReached(13.0 / 25)).isTrue();
        assertThat(new Quorum(1).isReached(1)).isTrue();
    }

    @Test
    void weights_and_quorums_out_of_range_are_refused() {
        assertThatThrownBy(() -> new Opinion<>("a", "x", 0))
                .hasMessage("an opinion's weight must be 1e-9 to 1e9, not 0.0");
        assertThatThrownBy(() -> new Opinion<>("a", "x", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quorum(0)).hasMessage("a quorum lies above 0 and at most at 1, not at 0.0");
        assertThatThrownBy(() -> new Quorum(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_vote_goes_by_weight_and_a_tie_to_the_lower_class() {
        assertThat(WeightedVote.winner(
                        List.of(new Opinion<>("a", 1), new Opinion<>("b", 1), new Opinion<>("c", 2, 2.5))))
                .isEqualTo(2);
        assertThat(WeightedVote.winner(List.of(new Opinion<>("a", 4), new Opinion<>("b", 3))))
                .isEqualTo(3);
        assertThatThrownBy(() -> WeightedVote.winner(List.of())).hasMessage("a vote needs a voter");
    }

    /** .1 + .2 is not .3 in floating point, and is a tie all the same. */
    @Test
    void rounding_breaks_no_tie() {
        assertThat(WeightedVote.winner(
                        List.of(new Opinion<>("a", 1, .1), new Opinion<>("b", 1, .2), new Opinion<>("c", 0, .3))))
                .isZero();
    }
}
