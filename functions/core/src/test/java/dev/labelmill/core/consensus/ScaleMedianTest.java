package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScaleMedianTest {

    private static final double[] STARS = {1, 2, 3, 4, 5};

    private final ScaleMedian method = new ScaleMedian(STARS);

    private static Votes oneTask(int... answers) {
        VotesBuilder votes = Votes.builder();
        for (int annotator = 0; annotator < answers.length; annotator++) {
            votes.add(0, annotator, answers[annotator]);
        }
        return votes.build(STARS.length);
    }

    private double[] posterior(Votes votes, int task) {
        ConsensusModel model = method.fit(votes);
        double[][] found = new double[1][];
        votes.forEach(view -> found[0] = view.task() == task ? model.posterior(view) : found[0]);
        return found[0];
    }

    /** 1, 2 and 5 stars: the vote is a tie of three, the mean 2.67, the median 2. */
    @Test
    void without_biases_to_learn_it_is_the_median() {
        assertThat(Posterior.argmax(posterior(oneTask(0, 1, 4), 0))).isEqualTo(1);
    }

    /** The likeliest step between the middle two is any of them; the other task shows that nobody has a bias. */
    @Test
    void an_even_split_is_a_tie_of_the_steps_between() {
        VotesBuilder votes = Votes.builder();
        for (int annotator = 0; annotator < 4; annotator++) {
            votes.add(0, annotator, annotator < 2 ? 1 : 3);
            votes.add(1, annotator, annotator < 2 ? 3 : 1);
        }

        double[] split = posterior(votes.build(STARS.length), 0);

        assertThat(split[1]).isCloseTo(split[3], within(1e-12));
        assertThat(split[2]).isCloseTo(split[3], within(1e-12));
        assertThat(split[1]).isGreaterThan(split[0]).isGreaterThan(split[4]);
    }

    /**
     * Three annotators on 200 tasks: one says the truth, one always a step more, one always a step less. On tasks that
     * only the last two answered the truth is between them, and where only one of them did, a step aside.
     */
    @Test
    void what_an_annotator_adds_to_every_rating_is_taken_away() {
        VotesBuilder votes = Votes.builder();
        for (int task = 0; task < 200; task++) {
            int truth = 1 + task % 3;
            votes.add(task, 0, truth);
            votes.add(task, 1, truth + 1);
            votes.add(task, 2, truth - 1);
        }
        votes.add(200, 1, 3);

        double[] alone = posterior(votes.build(STARS.length), 200);

        assertThat(Posterior.argmax(alone)).isEqualTo(2);
    }

    @Test
    void it_beats_the_vote_where_annotators_have_biases() {
        SplittableRandom random = new SplittableRandom(7);
        int[] truth = new int[2000];
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < truth.length; task++) {
            truth[task] = 1 + random.nextInt(3);
            for (int i = 0; i < 3; i++) {
                int annotator = random.nextInt(20);
                int lean = annotator % 2 == 0 ? 1 : 0;
                int slip = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0;
                builder.add(task, annotator, Math.max(0, Math.min(4, truth[task] + lean + slip)));
            }
        }
        Votes votes = builder.build(STARS.length);

        // what all have in common cannot be told from the labels, so answers may be half a step off as a whole
        assertThat(meanDistance(votes, method.fit(votes), truth))
                .isLessThan(meanDistance(votes, new MajorityVote().fit(votes), truth));
    }

    private static double meanDistance(Votes votes, ConsensusModel model, int[] truth) {
        double[] sum = new double[1];
        votes.forEach(task -> sum[0] += Math.abs(Posterior.argmax(model.posterior(task)) - truth[(int) task.task()]));
        return sum[0] / truth.length;
    }

    @Test
    void a_known_answer_is_kept() {
        VotesBuilder votes = Votes.builder();
        votes.add(0, 0, 1);
        votes.known(0, 4);

        assertThat(posterior(votes.build(STARS.length), 0)).containsExactly(0, 0, 0, 0, 1);
    }

    /** One of a hundred parts of the range, 4: a neighbour is less likely by e^(-1 / .04). */
    @Test
    void a_crowd_of_one_mind_is_not_certain_of_everything() {
        VotesBuilder votes = Votes.builder();
        for (int i = 0; i < 60; i++) {
            votes.add(i / 3, i % 3, i / 3 % 5);
        }
        ConsensusModel model = method.fit(votes.build(STARS.length));

        double[] posterior = model.posterior(TaskView.of(0, -1, null, new int[] {0}, new int[] {2}));

        assertThat(Math.log(posterior[2] / posterior[3])).isCloseTo(25, within(1e-6));
        assertThat(model.accuracy(0)).isCloseTo(1 - Math.exp(-.5 / .04), within(1e-9));
        assertThat(model.iterations()).isGreaterThan(1);
    }

    @Test
    void where_a_scale_begins_and_in_what_unit_does_not_matter() {
        SplittableRandom random = new SplittableRandom(3);
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 120; i++) {
            builder.add(i / 4, i % 4, Math.min(4, i / 4 % 4 + random.nextInt(2)));
        }
        Votes votes = builder.build(STARS.length);
        ConsensusModel stars = method.fit(votes);
        ConsensusModel other = new ScaleMedian(new double[] {300, 310, 320, 330, 340}).fit(votes);

        votes.forEach(task -> assertThat(other.posterior(task)).containsExactly(stars.posterior(task), within(1e-9)));
        assertThat(other.accuracy(1)).isCloseTo(stars.accuracy(1), within(1e-9));
    }

    @Test
    void a_scale_must_ascend_and_fit_the_classes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScaleMedian(new double[] {1, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScaleMedian(new double[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleMedian(new double[] {1, 2}).fit(oneTask(0, 1)))
                .withMessageContaining("2 steps");
    }

    @Property(tries = 50)
    void posteriors_are_distributions(@ForAll @Size(min = 1, max = 9) List<@IntRange(max = 4) Integer> answers) {
        int[] given = answers.stream().mapToInt(Integer::intValue).toArray();
        Votes votes = oneTask(given);
        double[] posterior = posterior(votes, 0);

        assertThat(Arrays.stream(posterior).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(posterior)).allMatch(p -> p >= 0);
        assertThat(method.fit(votes).accuracy(0)).isBetween(0.0, 1.0);
    }
}
