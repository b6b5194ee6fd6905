package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What small models believe, reckoned by hand. */
class ModelsByHandTest {

    private static final double[] STEPS = {1, 2, 4};

    /** Annotator 1 rates half a step too high. */
    private static final ScaleMedianModel SCALE = new ScaleMedianModel(STEPS, new double[] {0, .5}, 1.5, 3);

    @Test
    void a_step_of_a_scale_is_as_likely_as_its_distances_from_the_corrected_answers_are_short() {
        TaskView task = TaskView.of(0, -1, null, new int[] {0, 1, 2}, new int[] {0, 1, 2});
        TaskView prior = TaskView.of(0, -1, new double[] {1, 1, 2}, new int[] {0}, new int[] {1});
        double[] posterior = new double[3];

        double evidence = SCALE.posterior(task, posterior);

        // Distances of 1, 1.5 and 4 from each step.
        assertThat(posterior).containsExactly(shares(0 + .5 + 3, 1 + .5 + 2, 3 + 2.5 + 0), within(1e-12));
        assertThat(evidence).isZero();
        SCALE.posterior(prior, posterior);
        double[] expected = {
            Math.exp(-1 / 1.5), Math.exp(0), 2 * Math.exp(-2 / 1.5),
        };
        double sum = NaiveEm.sum(expected);
        assertThat(posterior)
                .containsExactly(new double[] {expected[0] / sum, expected[1] / sum, expected[2] / sum}, within(1e-12));
    }

    private static double[] shares(double... distances) {
        double[] shares = new double[distances.length];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp(-distances[k] / 1.5);
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }

    /** Steps are 1.5 apart on average; Laplace's P(|error| ≤ .75) = 1 - e^(-.75/1.5), shifted by half a step for a bias. */
    @Test
    void a_rating_is_right_within_half_a_step() {
        assertThat(SCALE.accuracy(0)).isCloseTo(1 - Math.exp(-.5), within(1e-12));
        assertThat(SCALE.accuracy(2)).as("a stranger has no bias").isEqualTo(SCALE.accuracy(0));
        assertThat(SCALE.accuracy(1))
                .isCloseTo(1 - Math.exp(-.25 / 1.5) / 2 - Math.exp(-1.25 / 1.5) / 2, within(1e-12));
        assertThat(SCALE.withNoise(.1).accuracy(1)).isCloseTo(1, within(.05));
    }

    /** Of 1, 1 and 4 the step is 1, of 2 and 2 it is 2: three of five answers in all; one answer alone tells nothing. */
    @Test
    void noise_is_the_mean_distance_of_answers_from_their_tasks_step() {
        ScaleMedianModel unbiased = new ScaleMedianModel(STEPS, new double[] {0, 0, 0}, 3, 3);
        Votes votes = Votes.builder()
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(0, 2, 2)
                .add(1, 0, 2)
                .add(2, 0, 1)
                .add(2, 1, 1)
                .build(3);

        assertThat(unbiased.meanResidual(votes)).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(unbiased.meanResidual(Votes.builder().add(0, 0, 2).build(3))).isZero();
        assertThat(unbiased.withNoise(1).iterations()).isEqualTo(4);
        assertThat(unbiased.converged()).isTrue();
        assertThat(unbiased.method()).isEqualTo("median");
    }

    /**
     * Consensus 0, 1, the tied lower 1, and 0: the commonest is half of them. Annotators agree with it in 8 of 10 answers;
     * 0 agrees with the others in (1 + 1 + 0 + ½) / 4 = .625, 1 in (1 + 1 + ½) / 3, 2 in 1/3, less than A; the
     * model agrees twice of three times.
     */
    @Test
    void crowdlabs_weights_of_a_task_that_ties_and_an_annotator_who_is_of_no_use() {
        NamedVotes votes = new NamedVotes(
                List.of(
                        task("a", new double[] {.8, .1, .1}, "w0", 0, "w1", 0, "w2", 0),
                        task("b", new double[] {.1, .8, .1}, "w0", 1, "w1", 1),
                        task("c", new double[] {.1, .1, .8}, "w0", 1, "w2", 2),
                        task("d", null, "w0", 0, "w1", 0, "w2", 2)),
                3);

        CrowdlabWeights weights = Crowdlab.weights(votes);

        assertThat(weights.typical()).isCloseTo(.8, within(1e-12));
        assertThat(weights.stranger()).isCloseTo(1 - .2 / .5, within(1e-12));
        assertThat(weights.of("w0")).isCloseTo(1 - .375 / .5, within(1e-12));
        assertThat(weights.of("w1")).isCloseTo(1 - (1 - 2.5 / 3) / .5, within(1e-12));
        assertThat(weights.of("w2")).isEqualTo(1e-6);
        assertThat(weights.model()).isCloseTo((1 - 1 / 3.0 / .5) * Math.sqrt(2.5), within(1e-12));
    }

    /** Assumed to be right in .7 of answers, where guessing would be in a quarter. */
    @Test
    void where_no_task_has_two_answers_crowdlab_assumes() {
        CrowdlabWeights weights = Crowdlab.weights(new NamedVotes(List.of(task("a", null, "w0", 3)), 4));

        assertThat(weights.stranger()).isCloseTo(1 - .3 / .75, within(1e-12));
        assertThat(weights.of("w0")).isCloseTo(.6, within(1e-12));
    }

    @Test
    void crowdlab_takes_an_annotator_nobody_knows_for_a_stranger_and_remembers_no_task() {
        CrowdlabModel model = new CrowdlabModel("crowdlab", 2, new double[] {.5}, .25, 1, .8, new double[] {.9});
        double[] posterior = new double[2];
        TaskView own = TaskView.of(0, -1, null, new int[] {0, 1}, new int[] {0, 1});

        model.posterior(own, posterior);
        model.posterior(own, posterior);

        // Half a vote for 0 at .8, a quarter of one for 1.
        assertThat(posterior)
                .containsExactly(new double[] {(.5 * .8 + .25 * .2) / .75, (.5 * .2 + .25 * .8) / .75}, within(1e-12));
        assertThat(model.accuracy(0)).isEqualTo(.9);
        assertThat(model.accuracy(1)).isEqualTo(.8);
        assertThat(model.iterations()).isEqualTo(1);
    }

    private static TaskVotes task(String item, double[] prior, Object... votes) {
        List<Vote> list = new ArrayList<>();
        for (int i = 0; i < votes.length; i += 2) {
            list.add(new Vote((String) votes[i], (Integer) votes[i + 1]));
        }
        return new TaskVotes(item, prior, null, list);
    }

    @Test
    void an_annotator_without_answers_has_glads_prior_ability_and_so_has_the_number_behind_all() {
        Votes votes = Votes.builder()
                .add(0, 0, 1)
                .add(0, 2, 1)
                .add(1, 0, 0)
                .add(1, 2, 0)
                .build(2);

        ConsensusModel model = new Glad().fit(votes);

        assertThat(model.accuracy(1)).isCloseTo(Glad.sigmoid(Math.E), within(1e-12));
        assertThat(model.accuracy(3)).isCloseTo(Glad.sigmoid(Math.E), within(1e-12));
        assertThat(model.posterior(TaskView.of(2, -1, null, new int[] {3}, new int[] {1})))
                .as("a task and an annotator that are next to the known ones")
                .containsExactly(new double[] {1 - Glad.sigmoid(Math.E), Glad.sigmoid(Math.E)}, within(1e-12));
    }

    /** The annotator whose number comes next to those of the votes is nobody that a method knows. */
    @Test
    void the_number_behind_all_annotators_is_a_strangers_to_every_method() {
        Votes votes = RandomVotes.of(3, 40, 5, 3);
        methods().forEach(method -> {
            ConsensusModel model = method.fit(votes);
            TaskView next = TaskView.of(0, -1, null, new int[] {0, votes.annotators()}, new int[] {1, 2});
            TaskView stranger = TaskView.of(0, -1, null, new int[] {0, ConsensusModel.STRANGER}, new int[] {1, 2});

            assertThat(model.posterior(next)).as(method.name()).containsExactly(model.posterior(stranger));
            assertThat(model.accuracy(votes.annotators()))
                    .as(method.name())
                    .isEqualTo(model.accuracy(ConsensusModel.STRANGER));
        });
    }

    private static Stream<ConsensusMethod> methods() {
        return Stream.concat(
                ConsensusMethods.all().stream(), Stream.of(new ShrunkDawidSkene(), new ScaleMedian(STEPS)));
    }

    @Test
    void a_model_has_its_methods_name_and_tells_its_passes() {
        Votes votes = RandomVotes.of(3, 40, 5, 3);
        methods().filter(method -> !(method instanceof Auto)).forEach(method -> {
            ConsensusModel model = method.fit(votes);
            boolean passes = !(method instanceof MajorityVote);

            assertThat(model.method()).isEqualTo(method.name());
            assertThat(model.iterations()).as(method.name()).isBetween(passes ? 1 : 0, passes ? 200 : 0);
            assertThat(model.classes()).isEqualTo(3);
        });
        assertThat(new ShrunkDawidSkene().fit(votes).iterations()).isBetween(2, ShrunkDawidSkene.MAX_PASSES);
        assertThat(new Mace().fit(RandomVotes.of(9, 200, 9, 3)).converged())
                .isEqualTo(new Mace().fit(RandomVotes.of(9, 200, 9, 3)).iterations() < 50);
    }

    @Test
    void weights_tie_where_they_differ_by_less_than_a_trillionth_part() {
        for (double scale : new double[] {1, 1e-6, 1e6}) {
            assertThat(Posterior.isTied(new double[] {.1 * scale, .4 * scale, .4 * scale * (1 - .9e-12)}))
                    .isTrue();
            assertThat(Posterior.isTied(new double[] {.1 * scale, .4 * scale, .4 * scale * (1 - 1.1e-12)}))
                    .isFalse();
        }
        assertThat(Posterior.isTied(new double[] {0, 0})).isTrue();
    }

    /** Agreement with the vote: 1 and 1, and in two of three answers. A pre-label has no vote. */
    @Test
    void in_wawa_each_annotator_weighs_as_much_as_he_agrees_with_the_vote() {
        Votes plain = Votes.builder()
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(0, 2, 1)
                .add(1, 0, 0)
                .add(1, 1, 0)
                .add(1, 2, 0)
                .add(2, 2, 1)
                .build(2);
        VotesBuilder withPriors = Votes.builder();
        plain.forEach(task -> withPriors.add((int) task.task(), task));
        Votes told = withPriors
                .prior(0, new double[] {0, 1})
                .prior(2, new double[] {9, 1})
                .build(2);

        for (Votes votes : List.of(plain, told)) {
            ConsensusModel model = new Wawa().fit(votes);
            double[] posterior = new double[2];
            model.posterior(votes.task(1), posterior);
            model.posterior(votes.task(0), posterior);

            assertThat(posterior).containsExactly(new double[] {.75, .25}, within(1e-12));
            assertThat(model.accuracy(2)).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(model.accuracy(ConsensusModel.STRANGER)).isCloseTo(6 / 7.0, within(1e-12));
            assertThat(model.iterations()).isEqualTo(1);
        }
    }

    @Test
    void an_offers_accuracy_is_the_chance_to_be_right_by_what_is_believed() {
        Offer offer = new Offer(Confusion.of(new double[][] {{.9, .1}, {.4, .6}}), 0);

        assertThat(offer.accuracy(new double[] {.25, .75})).isCloseTo(.25 * .9 + .75 * .6, within(1e-12));
        assertThatThrownBy(() -> new Offer(offer.confusion(), -1)).hasMessageContaining("no such price");
        assertThatThrownBy(() -> new Offer(offer.confusion(), Double.POSITIVE_INFINITY))
                .hasMessageContaining("no such price");
    }

    @Test
    void skills_of_other_classes_than_everybodys_are_refused_by_name() {
        Map<String, Confusion> three = Map.of("ann", Confusion.symmetric(3, .8));

        assertThatThrownBy(() -> new Skills("v", Confusion.symmetric(2, .8), three))
                .hasMessage("the confusion of ann has 3 classes, the pooled one 2");
    }
}
