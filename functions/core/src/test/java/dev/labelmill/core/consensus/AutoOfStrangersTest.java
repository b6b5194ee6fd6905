package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is made of answers where nothing is known of who gave them. */
class AutoOfStrangersTest {

    /** Each answer by somebody else; classes of any frequency, so that some are rare. */
    @Property(tries = 100)
    void where_everybody_has_one_answer_the_vote_decides(
            @ForAll @IntRange(min = 1, max = 40) int tasks,
            @ForAll @IntRange(min = 2, max = 6) int classes,
            @ForAll @IntRange(min = 1, max = 7) int most,
            @ForAll long seed) {
        Random random = new Random(seed);
        VotesBuilder builder = Votes.builder();
        int[][] counts = new int[tasks][classes];
        int annotator = 0;
        for (int task = 0; task < tasks; task++) {
            for (int i = 0; i <= random.nextInt(most); i++) {
                int answer = (int) (classes * Math.pow(random.nextDouble(), 3));
                builder.add(task, annotator++, answer);
                counts[task][answer]++;
            }
        }
        Votes votes = builder.build(classes);

        ConsensusModel model = new Auto().fit(votes);

        for (int task = 0; task < tasks; task++) {
            double[] posterior = model.posterior(votes.task(task));
            assertThat(Arrays.stream(posterior).sum()).isCloseTo(1, within(1e-9));
            int answer = Posterior.argmax(posterior);
            assertThat(counts[task][answer])
                    .as("%s of %s", Arrays.toString(posterior), Arrays.toString(counts[task]))
                    .isEqualTo(Arrays.stream(counts[task]).max().orElseThrow());
        }
        assertThat(model.method()).isEqualTo("vote");
        assertThat(model.reason()).startsWith("The plain vote");
    }

    /** Half of the tasks by a crowd that answers much, and poorly; the others by people who are seen once, and agree. */
    @Property(tries = 12)
    void strangers_who_agree_are_not_overruled_by_what_is_known_of_others(
            @ForAll @IntRange(min = 2, max = 5) int classes,
            @ForAll @IntRange(min = 1, max = 4) int strangers,
            @ForAll @IntRange(min = 30, max = 95) int percentRight,
            @ForAll long seed) {
        Random random = new Random(seed);
        int crowd = 6;
        int tasks = 24;
        VotesBuilder builder = Votes.builder();
        int annotator = crowd;
        int[] agreed = new int[tasks];
        for (int task = 0; task < tasks; task++) {
            int truth = random.nextInt(10) == 0 ? random.nextInt(classes) : 0;
            agreed[task] = random.nextInt(classes);
            for (int i = 0; i < 3 && task % 2 == 0; i++) {
                boolean right = random.nextInt(100) < percentRight;
                builder.add(task, (task + i) % crowd, right ? truth : random.nextInt(classes));
            }
            for (int i = 0; i < strangers && task % 2 == 1; i++) {
                builder.add(task, annotator++, agreed[task]);
            }
        }
        Votes votes = builder.build(classes);

        ConsensusModel model = new Auto().fit(votes);

        for (int task = 1; task < tasks; task += 2) {
            assertThat(Posterior.argmax(model.posterior(votes.task(task)))).isEqualTo(agreed[task]);
        }
        assertThat(model.method()).isEqualTo("shrunk-ds");
    }

    @Test
    void a_single_answer_is_believed_as_far_as_anybody_is() {
        Votes votes = Votes.builder()
                .add(0, 0, 1)
                .add(1, 1, 0)
                .add(1, 2, 0)
                .add(2, 3, 0)
                .add(2, 4, 1)
                .build(2);

        ConsensusModel model = new Auto().fit(votes);

        assertThat(model.posterior(votes.task(0))).containsExactly(new double[] {.3, .7}, within(1e-9));
        assertThat(model.posterior(votes.task(1))).containsExactly(new double[] {.49 / .58, .09 / .58}, within(1e-9));
        assertThat(model.posterior(votes.task(2))).containsExactly(new double[] {.5, .5}, within(1e-9));
    }

    /** Where known answers show that the crowd takes one class for another, that is something to go by. */
    @Test
    void known_answers_tell_of_a_crowd_whose_every_member_is_seen_once() {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 200; task++) {
            builder.add(task, task, task % 2 == 0 ? 1 : 0).known(task, 0);
        }
        Votes votes = builder.add(200, 200, 1).build(2);

        ConsensusModel model = new Auto().fit(votes);

        assertThat(Posterior.argmax(model.posterior(votes.task(200)))).isZero();
    }
}
