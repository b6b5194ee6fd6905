package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Votes;
import dev.labelmill.core.consensus.VotesBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharedMistakesTest {

    private static final int ANNOTATORS = 12;
    private static final int TASKS = 1500;
    private static final int LABELS_A_TASK = 5;

    /** A third of the tasks are hard: half of the answers to them are one and the same mistake. */
    @Test
    void people_who_work_alone_are_no_copies_even_where_tasks_are_hard() {
        LongStream.range(0, 100).forEach(seed -> {
            SharedMistakes mistakes = SharedMistakes.of(crowd(seed, SharedMistakesTest::honest));
            assertThat(IntStream.range(0, ANNOTATORS))
                    .as("seed %s", seed)
                    .allSatisfy(annotator -> assertThat(mistakes.of(annotator)).isEmpty());
        });
    }

    @Test
    void whoever_copies_and_whoever_is_copied_are_a_pair() {
        LongStream.range(0, 20).forEach(seed -> {
            SharedMistakes mistakes = SharedMistakes.of(crowd(
                    seed,
                    (draw, answers, truth, hard, annotator) -> annotator == 7 && answers[3] >= 0
                            ? answers[3]
                            : honest(draw, answers, truth, hard, annotator)));
            assertThat(mistakes.of(7))
                    .as("seed %s", seed)
                    .extracting(SpamSignal.Copies::other)
                    .containsExactly(3);
            assertThat(mistakes.of(3)).extracting(SpamSignal.Copies::other).containsExactly(7);
        });
    }

    @Test
    void people_who_answer_at_random_copy_nobody() {
        LongStream.range(0, 20).forEach(seed -> {
            SharedMistakes mistakes = SharedMistakes.of(crowd(
                    seed,
                    (draw, answers, truth, hard, annotator) ->
                            annotator < 4 ? draw.nextInt(2) : honest(draw, answers, truth, hard, annotator)));
            assertThat(IntStream.range(0, ANNOTATORS))
                    .as("seed %s", seed)
                    .allSatisfy(annotator -> assertThat(mistakes.of(annotator)).isEmpty());
        });
    }

    /** The two who are right agree against the third: no reason to suspect them. */
    @Test
    void two_who_are_right_against_one_are_no_copies() {
        VotesBuilder votes = Votes.builder();
        for (int task = 0; task < 200; task++) {
            votes.add(task, 0, task % 2).add(task, 1, task % 2).add(task, 2, 0);
        }
        assertThat(SharedMistakes.of(votes.build(2)).of(0)).isEmpty();
    }

    @Test
    void two_answers_a_task_tell_nothing() {
        VotesBuilder votes = Votes.builder();
        for (int task = 0; task < 100; task++) {
            votes.add(task, 0, task % 3).add(task, 1, task % 3);
        }
        assertThat(SharedMistakes.of(votes.build(3)).of(0)).isEmpty();
    }

    @Test
    void nobody_copies_where_nobody_answers() {
        assertThat(SharedMistakes.of(Votes.builder().add(0, 0, 0).build(1)).of(0))
                .isEmpty();
    }

    private static int honest(SplittableRandom draw, int[] answers, int truth, boolean hard, int annotator) {
        double error = hard ? 0.5 : 0.02 + 0.01 * annotator;
        return draw.nextDouble() < error ? 1 - truth : truth;
    }

    private interface Habit {
        int answer(SplittableRandom draw, int[] answers, int truth, boolean hard, int annotator);
    }

    /** Annotators answer in the order of their numbers, so that a higher one can see what lower ones said. */
    private static Votes crowd(long seed, Habit habit) {
        SplittableRandom draw = new SplittableRandom(seed);
        VotesBuilder votes = Votes.builder();
        for (int task = 0; task < TASKS; task++) {
            int truth = draw.nextInt(2);
            boolean hard = draw.nextInt(3) == 0;
            int[] answers = new int[ANNOTATORS];
            Arrays.fill(answers, -1);
            int[] chosen = draw.ints(0, ANNOTATORS)
                    .distinct()
                    .limit(LABELS_A_TASK)
                    .sorted()
                    .toArray();
            for (int annotator : chosen) {
                answers[annotator] = habit.answer(draw, answers, truth, hard, annotator);
                votes.add(task, annotator, answers[annotator]);
            }
        }
        return votes.build(2);
    }
}
