package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.TaskView;
import org.junit.jupiter.api.Test;

class AnnotatorCountsTest {

    private static final int NOT_KNOWN = -1;

    private final AnnotatorCounts counts = new AnnotatorCounts(3, 3);

    @Test
    void answers_are_compared_with_gold_and_with_the_consensus() {
        counts.add(task(NOT_KNOWN, 0, 0, 1), 0, 1);
        counts.add(task(NOT_KNOWN, 2, 1, 1), 1, NOT_KNOWN);
        assertThat(counts.labels(0)).isEqualTo(2);
        assertThat(counts.onGold(0)).contains(new Proportion(0, 1));
        assertThat(counts.onGold(2)).contains(new Proportion(1, 1));
        assertThat(counts.onConsensus(0)).contains(new Proportion(1, 2));
        assertThat(counts.onConsensus(1)).contains(new Proportion(2, 2));
    }

    @Test
    void a_true_answer_that_nobody_gave_makes_all_answers_wrong() {
        counts.add(task(NOT_KNOWN, 0, 1), 0, 3);
        assertThat(counts.onGold(0)).contains(new Proportion(0, 1));
    }

    @Test
    void tasks_known_beforehand_say_nothing_of_accuracy() {
        counts.add(task(1, 1, 0), 1, 1);
        assertThat(counts.labels(0)).isEqualTo(1);
        assertThat(counts.onGold(0)).isEmpty();
        assertThat(counts.onConsensus(0)).isEmpty();
    }

    @Test
    void a_task_that_nobody_else_answered_has_no_consensus_to_agree_with() {
        counts.add(task(NOT_KNOWN, 1), 1, NOT_KNOWN);
        assertThat(counts.onConsensus(0)).isEmpty();
        assertThat(counts.labels(0)).isEqualTo(1);
    }

    /** Annotator 0 says 2 four times of four, the consensus twice: (4 - 2) / 4. */
    @Test
    void the_bias_is_the_class_given_most_beyond_the_consensus() {
        counts.add(task(NOT_KNOWN, 2, 0, 0), 0, NOT_KNOWN);
        counts.add(task(NOT_KNOWN, 2, 1, 1), 1, NOT_KNOWN);
        counts.add(task(NOT_KNOWN, 2, 2, 2), 2, NOT_KNOWN);
        counts.add(task(NOT_KNOWN, 2, 2, 2), 2, NOT_KNOWN);
        assertThat(counts.bias(0)).contains(new Bias(2, 0.5));
        assertThat(counts.bias(1)).contains(new Bias(0, 0));
    }

    @Test
    void the_confusion_counts_answers_by_consensus() {
        counts.add(task(NOT_KNOWN, 2, 0, 0), 0, NOT_KNOWN);
        counts.add(task(NOT_KNOWN, 2, 2, 2), 2, NOT_KNOWN);
        assertThat(counts.confusion(0).orElseThrow()).isDeepEqualTo(new long[][] {{0, 0, 1}, {0, 0, 0}, {0, 0, 1}});
    }

    @Test
    void one_answer_to_everything_is_a_signal() {
        for (int i = 0; i < 30; i++) {
            counts.add(task(NOT_KNOWN, 1, i % 2, i % 2), i % 2, NOT_KNOWN);
        }
        assertThat(counts.oneAnswer(0)).contains(new SpamSignal.OneAnswer(1, 1));
        assertThat(counts.oneAnswer(1)).isEmpty();
    }

    @Test
    void one_answer_is_no_signal_where_the_tasks_call_for_it() {
        for (int i = 0; i < 100; i++) {
            counts.add(task(NOT_KNOWN, 1, 1, 1), i % 20 == 0 ? 0 : 1, NOT_KNOWN);
        }
        assertThat(counts.oneAnswer(0)).isEmpty();
    }

    /** Nine answers: somebody may well have met one class only. */
    @Test
    void few_answers_are_no_signal() {
        for (int i = 0; i < 9; i++) {
            counts.add(task(NOT_KNOWN, 1, 0, 0), 0, NOT_KNOWN);
        }
        assertThat(counts.oneAnswer(0)).isEmpty();
        counts.add(task(NOT_KNOWN, 1, 0, 0), 0, NOT_KNOWN);
        assertThat(counts.oneAnswer(0)).isPresent();
    }

    @Test
    void an_annotator_without_answers_has_nothing() {
        assertThat(counts.labels(2)).isZero();
        assertThat(counts.onGold(2)).isEmpty();
        assertThat(counts.onConsensus(2)).isEmpty();
        assertThat(counts.bias(2)).isEmpty();
        assertThat(counts.oneAnswer(2)).isEmpty();
    }

    @Test
    void with_too_many_classes_the_counts_by_class_are_left_out() {
        AnnotatorCounts many = new AnnotatorCounts(60_000, 300);
        many.add(task(NOT_KNOWN, 59_999, 59_999), 59_999, 59_999);
        assertThat(many.onGold(0)).contains(new Proportion(1, 1));
        assertThat(many.bias(0)).isEmpty();
        assertThat(many.confusion(0)).isEmpty();
        assertThat(many.oneAnswer(0)).isEmpty();
    }

    /** A task whose answers come from annotators 0, 1, 2 in this order. */
    private static TaskView task(int known, int... answers) {
        int[] annotators = new int[answers.length];
        for (int i = 0; i < answers.length; i++) {
            annotators[i] = i;
        }
        return TaskView.of(0, known, null, annotators, answers);
    }
}
