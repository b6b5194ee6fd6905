package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdlabTest {

    private static final double[] FIRST = {.9, .1};
    private static final double[] SECOND = {.3, .7};

    /**
     * Four tasks of three answers each: votes 0, 0, 1, 1 with annotator 2 against the others on the last. Annotators
     * agree with the consensus in 11 of 12 answers; 0 and 1 agree with the others in (1 + 1 + 1 + ½) / 4 = .875, 2 in
     * .75. The commonest class is half of the tasks, so w = 1 - .125 / .5 = .75, .75 and .5. The model is right on
     * three of four: w_M = (1 - .25 / .5) √3.
     */
    @Test
    void it_gives_what_its_formulas_give_by_hand() {
        Votes votes = Votes.builder()
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(0, 2, 0)
                .prior(0, FIRST)
                .add(1, 0, 0)
                .add(1, 1, 0)
                .add(1, 2, 0)
                .prior(1, FIRST)
                .add(2, 0, 1)
                .add(2, 1, 1)
                .add(2, 2, 1)
                .prior(2, SECOND)
                .add(3, 0, 1)
                .add(3, 1, 1)
                .add(3, 2, 0)
                .prior(3, FIRST)
                .build(2);
        double right = 11.0 / 12;
        double wrong = 1.0 / 12;
        double model = .5 * Math.sqrt(3);

        ConsensusModel fitted = new Crowdlab().fit(votes);

        assertThat(fitted.accuracy(0)).isCloseTo(.875, within(1e-12));
        assertThat(fitted.accuracy(2)).isCloseTo(.75, within(1e-12));
        assertThat(fitted.posterior(votes.task(3))[1])
                .isCloseTo((1.5 * right + .5 * wrong + model * .1) / (2 + model), within(1e-12));
    }

    @Test
    void who_decides_whom_to_ask_next_gets_the_same_weights_by_name() {
        NamedVotes votes = new NamedVotes(
                List.of(
                        task("a", FIRST, 0, 0, 0),
                        task("b", FIRST, 0, 0, 0),
                        task("c", SECOND, 1, 1, 1),
                        task("d", FIRST, 1, 1, 0)),
                2);

        CrowdlabWeights weights = Crowdlab.weights(votes);

        assertThat(weights.model()).isCloseTo(.5 * Math.sqrt(3), within(1e-12));
        assertThat(weights.of("w0")).isCloseTo(.75, within(1e-12));
        assertThat(weights.of("w2")).isCloseTo(.5, within(1e-12));
        assertThat(weights.mean()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(weights.typical()).isCloseTo(11.0 / 12, within(1e-12));
        assertThat(weights.of("stranger")).isEqualTo(weights.stranger());
    }

    private static TaskVotes task(String item, double[] prior, int... answers) {
        List<Vote> votes = IntStream.range(0, answers.length)
                .mapToObj(j -> new Vote("w" + j, answers[j]))
                .toList();
        return new TaskVotes(item, prior, null, votes);
    }

    @Test
    void a_good_model_decides_where_annotators_divide() {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 60; task++) {
            int truth = task % 2;
            builder.add(task, 0, truth).add(task, 1, task % 10 == 0 ? 1 - truth : truth);
            builder.prior(task, truth == 0 ? FIRST : new double[] {.1, .9});
        }
        Votes votes = builder.build(2);

        ConsensusModel fitted = new Crowdlab().fit(votes);

        assertThat(Posterior.argmax(fitted.posterior(votes.task(0)))).isZero();
        assertThat(Posterior.argmax(fitted.posterior(votes.task(10)))).isZero();
    }

    @Test
    void a_task_nobody_answered_has_its_pre_label() {
        Votes votes = Votes.builder().prior(0, new double[] {3, 1}).build(2);

        assertThat(new Crowdlab().fit(votes).posterior(votes.task(0))).containsExactly(.75, .25);
    }
}
