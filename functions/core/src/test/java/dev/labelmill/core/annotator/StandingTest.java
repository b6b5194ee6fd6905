package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Standing STANDING = new Standing(0.7, 0.95);

    @Test
    void the_evidence_is_the_integral_of_its_formula() {
        for (int right = 0; right < 12; right++) {
            for (int wrong = 0; wrong < 12; wrong++) {
                assertThat(Math.exp(STANDING.logEvidence(right, wrong)))
                        .isCloseTo(integral(0.7, right, wrong), within(1e-4 * integral(0.7, right, wrong)));
            }
        }
    }

    private static double integral(double m, int right, int wrong) {
        int steps = 20_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double q = m * (i + 0.5) / steps;
            sum += Math.pow(q / m, right) * Math.pow((1 - q) / (1 - m), wrong);
        }
        return sum / steps;
    }

    @Property(tries = 200)
    void an_answer_of_somebody_who_is_good_enough_raises_the_evidence_by_nothing_on_average(
            @ForAll @DoubleRange(min = 0.05, max = 0.95) double minimum,
            @ForAll @DoubleRange(min = 0, max = 1) double beyond,
            @ForAll @IntRange(max = 200) int right,
            @ForAll @IntRange(max = 200) int wrong) {
        Standing standing = new Standing(minimum, 0.95);
        double accuracy = minimum + beyond * (1 - minimum);
        double now = standing.logEvidence(right, wrong);
        double ifRight = Math.exp(standing.logEvidence(right + 1, wrong) - now);
        double ifWrong = Math.exp(standing.logEvidence(right, wrong + 1) - now);
        if (Double.isFinite(ifRight) && Double.isFinite(ifWrong)) {
            assertThat(accuracy * ifRight + (1 - accuracy) * ifWrong).isLessThan(1 + 1e-6);
        }
    }

    @Test
    void somebody_who_is_just_good_enough_is_paused_with_at_most_the_stated_probability_however_often_one_looks() {
        assertThat(pausedOf(20_000, 0.7, 200)).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / 20_000));
        assertThat(pausedOf(20_000, 0.8, 200)).isLessThan(0.01);
    }

    @Test
    void a_spammer_is_paused_within_a_dozen_known_answers_of_ten_classes_and_a_hundred_and_twenty_of_two() {
        assertThat(pausedOf(2_000, 0.1, 12)).isGreaterThan(0.95);
        assertThat(pausedOf(2_000, 0.5, 120)).isGreaterThan(0.9);
        assertThat(STANDING.isPaused(0, 3)).isFalse();
        assertThat(STANDING.isPaused(0, 4)).isTrue();
    }

    /** The share of simulated annotators who are paused at any time within so many known answers. */
    private static double pausedOf(int annotators, double accuracy, int answers) {
        SplittableRandom random = new SplittableRandom(5);
        int paused = 0;
        for (int i = 0; i < annotators; i++) {
            int right = 0;
            for (int n = 1; n <= answers; n++) {
                right += random.nextDouble() < accuracy ? 1 : 0;
                if (STANDING.isPaused(right, n - right)) {
                    paused++;
                    break;
                }
            }
        }
        return (double) paused / annotators;
    }

    @Test
    void only_answers_to_tasks_of_known_answer_count() {
        List<TaskVotes> tasks = List.of(
                task(0, new Vote("a", 1), new Vote("b", 0)),
                task(1, new Vote("a", 0), new Vote("b", 1)),
                task(0, new Vote("a", 1), new Vote("c", 1)),
                task(0, new Vote("a", 1), new Vote("b", 0)),
                task(null, new Vote("c", 1)),
                task(null, new Vote("c", 1)),
                task(null, new Vote("c", 1)));

        assertThat(STANDING.paused(tasks)).containsExactly("a");
    }

    private static TaskVotes task(Integer known, Vote... votes) {
        return new TaskVotes("i", null, known, List.of(votes));
    }

    @Test
    void numbers_that_make_no_sense_are_refused_by_name() {
        assertThatThrownBy(() -> new Standing(1, 0.95)).hasMessageContaining("annotators.minAccuracy");
        assertThatThrownBy(() -> new Standing(0.7, 0)).hasMessageContaining("annotators.confidence");
        assertThatThrownBy(() -> STANDING.isPaused(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
