package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DynamicOverlapTest {

    private static final DynamicOverlap RULE = DynamicOverlap.of(.99);

    @Test
    void where_all_agree_the_minimum_is_enough() {
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 2_000; i++) {
            builder.add(i / 20, i % 20, i / 20 % 2);
        }
        DynamicOverlap.Outcome outcome = RULE.replay(builder.build(2), 1);

        assertThat(outcome.labelsPerTask()).isEqualTo(2);
        assertThat(outcome.answer(7)).isEqualTo(1);
    }

    @Test
    void tasks_that_divide_get_more_labels_than_those_that_do_not() {
        VotesBuilder builder = Votes.builder();
        for (int task = 0; task < 100; task++) {
            for (int annotator = 0; annotator < 20; annotator++) {
                boolean divided = task < 20 && annotator % 2 == 0;
                builder.add(task, annotator, divided ? 1 - task % 2 : task % 2);
            }
        }
        Votes drawn = RULE.replay(builder.build(2), 1).drawn();
        double divided = 0;
        double clear = 0;
        for (int task = 0; task < 100; task++) {
            divided += task < 20 ? drawn.task(task).count() / 20.0 : 0;
            clear += task < 20 ? 0 : drawn.task(task).count() / 80.0;
        }

        assertThat(divided).isGreaterThan(clear + 1);
    }

    @Test
    void the_same_seed_draws_the_same_and_another_seed_another() {
        Votes votes = RandomVotes.of(3, 100, 12, 3);

        DynamicOverlap.Outcome one = RULE.replay(votes, 5);

        assertThat(RULE.replay(votes, 5).labelsPerTask()).isEqualTo(one.labelsPerTask());
        assertThat(RULE.replay(votes, 6).drawn().task(0).annotator(0)
                        + 100 * RULE.replay(votes, 6).drawn().task(1).annotator(0)
                        + 10_000 * RULE.replay(votes, 6).drawn().task(2).annotator(0))
                .isNotEqualTo(one.drawn().task(0).annotator(0)
                        + 100 * one.drawn().task(1).annotator(0)
                        + 10_000 * one.drawn().task(2).annotator(0));
    }

    @Test
    void what_is_not_drawn_has_no_say() {
        Votes votes = RandomVotes.of(4, 60, 12, 3);
        DynamicOverlap two = new DynamicOverlap(2, .5, 10, 1);
        DynamicOverlap.Outcome outcome = two.replay(votes, 1);

        assertThat(outcome.drawn().labels()).isEqualTo(120);
        assertThat(outcome.model().posterior(outcome.drawn().task(0)))
                .containsExactly(
                        new ShrunkDawidSkene()
                                .fit(outcome.drawn())
                                .posterior(outcome.drawn().task(0)),
                        within(1e-12));
    }

    @Test
    void known_answers_count_as_labels() {
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 100; i++) {
            builder.add(i / 5, i % 5, 0);
        }
        builder.known(0, 0).known(1, 0);

        DynamicOverlap.Outcome outcome = RULE.replay(builder.build(2), 1);

        assertThat(outcome.knownLabels()).isEqualTo(2);
        assertThat(outcome.labelsPerTask()).isEqualTo(2.1);
    }

    @Test
    void tasks_without_enough_labels_end_with_all_they_have() {
        Votes votes =
                Votes.builder().add(0, 0, 0).add(1, 0, 1).add(1, 1, 0).task(3).build(2);

        DynamicOverlap.Outcome outcome = RULE.replay(votes, 1);

        assertThat(outcome.drawn().labels()).isEqualTo(3);
        assertThat(RULE.replay(Votes.builder().build(2), 1).labelsPerTask()).isZero();
    }

    /**
     * Tasks that nobody will ever be sure of, of five answers each, two at once: 300 are bought one at a time. A round buys
     * one for a quarter of the tasks that have any left, so that some dozen rounds do, and never fewer than two.
     */
    @Test
    void a_round_asks_about_a_quarter_of_the_tasks_that_want_an_answer() {
        Random random = new Random(8);
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 500; i++) {
            builder.add(i / 5, i % 25, random.nextInt(2));
        }

        DynamicOverlap.Outcome outcome = new DynamicOverlap(2, 1, 0, 1).replay(builder.build(2), 1);

        assertThat(outcome.drawn().labels()).isEqualTo(500);
        assertThat(outcome.rounds()).isBetween(13, 40);
    }

    @Test
    void rules_at_the_ends_of_their_ranges_are_rules() {
        assertThat(new DynamicOverlap(1, 1, 0, .01).minOverlap()).isEqualTo(1);
        assertThat(DynamicOverlap.of(.9)).isEqualTo(new DynamicOverlap(2, .9, .005, 1));
    }

    @Test
    void what_is_no_rule_is_refused() {
        assertThatThrownBy(() -> new DynamicOverlap(0, .9, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DynamicOverlap(1, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DynamicOverlap(1, .9, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DynamicOverlap(1, .9, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
