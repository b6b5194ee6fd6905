package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the plain vote decides in a model's place. */
class CautiousModelTest {

    private static final double[] BELIEVED = {.1, .2, .7};
    private static final Confusion CONFUSION = Confusion.symmetric(3, .6);

    /** Believes the same of every task. */
    private record Stubborn() implements ConsensusModel {

        @Override
        public int classes() {
            return 3;
        }

        @Override
        public double posterior(TaskView task, double[] into) {
            System.arraycopy(BELIEVED, 0, into, 0, 3);
            return -7;
        }

        @Override
        public double accuracy(int annotator) {
            return .6;
        }

        @Override
        public Optional<Confusion> confusion(int annotator) {
            return Optional.of(CONFUSION);
        }

        @Override
        public int iterations() {
            return 9;
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public String method() {
            return "stubborn";
        }
    }

    /** Annotators 0 and 1 answered two tasks together, 2 and 3 one, and 4 two tasks alone. */
    private static final Votes VOTES = Votes.builder()
            .add(0, 0, 1)
            .add(0, 1, 1)
            .add(1, 0, 2)
            .add(1, 1, 0)
            .add(2, 2, 0)
            .add(2, 3, 0)
            .add(3, 4, 1)
            .add(4, 4, 1)
            .build(3);

    private final CautiousModel cautious = new CautiousModel(new Stubborn(), Telling.of(VOTES));

    private double[] posterior(double[] prior, int known, int[] who, int... what) {
        double[] posterior = new double[3];
        assertThat(cautious.posterior(TaskView.of(0, known, prior, who, what), posterior))
                .isEqualTo(-7);
        return posterior;
    }

    @Test
    void strangers_who_agree_are_believed_and_those_who_differ_are_left_to_the_model() {
        double odds = .7 * 2 / .3;

        assertThat(posterior(null, -1, new int[] {2, 3}, 0, 0))
                .containsExactly(
                        new double[] {odds * odds / (odds * odds + 2), 1 / (odds * odds + 2), 1 / (odds * odds + 2)},
                        within(1e-12));
        assertThat(posterior(null, -1, new int[] {4}, 1))
                .as("whose answers nobody else's stand beside")
                .containsExactly(new double[] {.15, .7, .15}, within(1e-12));
        assertThat(posterior(null, -1, new int[] {2, 3}, 0, 1)).containsExactly(BELIEVED);
    }

    @Test
    void the_model_decides_where_it_knows_somebody_or_has_more_to_go_by_than_answers() {
        assertThat(posterior(null, -1, new int[] {0}, 1)).containsExactly(BELIEVED);
        assertThat(posterior(null, -1, new int[] {2, 1}, 1, 1)).containsExactly(BELIEVED);
        assertThat(posterior(new double[] {1, 1, 1}, -1, new int[] {2}, 1)).containsExactly(BELIEVED);
        assertThat(posterior(null, 2, new int[] {2}, 1)).containsExactly(BELIEVED);
        assertThat(posterior(null, -1, new int[0])).containsExactly(BELIEVED);
        assertThat(cautious.iterations()).isEqualTo(9);
        assertThat(cautious.converged()).isFalse();
        assertThat(cautious.method()).isEqualTo("stubborn");
        assertThat(cautious.confusion(0)).contains(CONFUSION);
        assertThat(cautious.accuracy(0)).isEqualTo(.6);
        assertThat(cautious.classes()).isEqualTo(3);
    }

    /** Votes of 2, 1 and 0: p ∝ odds², odds and 1. */
    @Test
    void where_nobody_is_known_each_vote_is_worth_the_same_odds() {
        Votes alone = Votes.builder().add(0, 0, 1).add(0, 1, 1).known(1, 2).build(3);
        CautiousModel blind = new CautiousModel(new Stubborn(), Telling.of(alone));
        double odds = .7 * 2 / .3;
        double sum = odds * odds + odds + 1;

        assertThat(blind.posterior(TaskView.of(0, -1, null, new int[] {0, 1, 2}, new int[] {1, 1, 0})))
                .containsExactly(new double[] {odds / sum, odds * odds / sum, 1 / sum}, within(1e-12));
        assertThat(blind.iterations()).isZero();
        assertThat(blind.converged()).isTrue();
        assertThat(blind.method()).isEqualTo("vote");
    }

    @Test
    void one_known_answer_that_somebody_gave_too_tells_of_everybody() {
        assertThat(Telling.of(Votes.builder().add(0, 0, 1).known(0, 1).build(2)).ofSomebody())
                .isTrue();
        assertThat(Telling.of(Votes.builder().known(0, 1).build(2)).ofSomebody())
                .isFalse();
        assertThat(Telling.of(VOTES).ofSomebody()).isTrue();
    }
}
