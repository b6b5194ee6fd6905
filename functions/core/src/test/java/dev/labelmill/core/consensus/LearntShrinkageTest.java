package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much the whole crowd counts beside an annotator's own answers, learnt from answers that are held out. */
class LearntShrinkageTest {

    /** Four of five parts to learn from, one to foretell: each answer is foretold once, from the other answers of its task. */
    @Test
    void every_answer_is_held_out_in_one_fold_and_foretold_from_the_others() {
        Votes votes = RandomVotes.withTruths();
        ConfusionModel model = new KindsDawidSkene(2, 12).fit(votes);
        int[] heldOut = new int[(int) votes.tasks()];
        for (int fold = 0; fold < 5; fold++) {
            HeldOut out = new HeldOut(votes, fold, 5);
            double[] expected = new double[1];
            int[] held = new int[1];
            votes.forEach(task -> {
                TaskView rest = out.rest().task((int) task.task());
                assertThat(rest.known()).isEqualTo(task.known());
                assertThat(rest.prior()).isEqualTo(task.prior());
                double[] states = new double[model.states()];
                model.states(rest, states);
                int next = 0;
                for (int i = 0; i < task.count(); i++) {
                    boolean kept = next < rest.count()
                            && rest.annotator(next) == task.annotator(i)
                            && rest.answer(next) == task.answer(i);
                    next += kept ? 1 : 0;
                    if (!kept) {
                        held[0]++;
                        heldOut[(int) task.task()]++;
                        double p = 0;
                        for (int s = 0; s < states.length; s++) {
                            p += states[s] * model.p(task.annotator(i), task.answer(i), s);
                        }
                        expected[0] += Math.log(p);
                    }
                }
                assertThat(next).isEqualTo(rest.count());
            });
            assertThat(out.labels()).isEqualTo(held[0]);
            assertThat((double) held[0] / votes.labels()).isBetween(.1, .3);
            assertThat(out.foretold(model)).isCloseTo(expected[0], within(1e-9));
        }
        votes.forEach(task -> assertThat(heldOut[(int) task.task()]).isEqualTo(task.count()));
    }

    /** Of six weights the one by which the folds' answers are foretold best, as long as there is one top. */
    @Test
    void how_much_the_crowd_counts_is_what_foretells_held_out_answers_best() {
        for (long seed = 1; seed <= 3; seed++) {
            Votes votes = RandomVotes.of(seed, 50, 6, 2);
            LearntShrinkage method = new LearntShrinkage(2);
            LearntShrinkage.Material material = LearntShrinkage.Material.of(votes);

            LearntShrinkage.Choice choice = method.choose(material);

            double best = Double.NEGATIVE_INFINITY;
            for (double weight : new double[] {1, 3, 10, 30, 100, 1000}) {
                double foretold = foretold(material, weight);
                best = Math.max(best, foretold);
                if (weight == choice.weight()) {
                    assertThat(choice.foretold()).isCloseTo(foretold, within(1e-12));
                }
            }
            assertThat(choice.foretold()).isCloseTo(best, within(1e-12));
        }
    }

    /** Of twelve annotators with 250 answers each, every one of whom takes one class for another in a way of its own. */
    @Test
    void where_everybody_errs_in_a_way_of_his_own_the_crowd_counts_little_and_where_all_err_alike_much() {
        assertThat(weightFor(true)).isLessThan(30);
        assertThat(weightFor(false)).isGreaterThanOrEqualTo(30);
    }

    private static double weightFor(boolean differs) {
        Random random = new Random(4);
        VotesBuilder builder = Votes.builder();
        for (int i = 0; i < 3_000; i++) {
            int truth = i / 6 % 3;
            int annotator = (i / 6 + 5 * (i % 6)) % 12;
            int favourite = differs ? annotator % 3 : 0;
            double slips = random.nextDouble();
            builder.add(i / 6, annotator, slips < .6 ? truth : slips < .95 ? favourite : random.nextInt(3));
        }
        return new LearntShrinkage(1)
                .choose(LearntShrinkage.Material.of(builder.build(3)))
                .weight();
    }

    private static double foretold(LearntShrinkage.Material material, double weight) {
        double sum = 0;
        long labels = 0;
        for (HeldOut fold : material.folds()) {
            sum += fold.foretold(new KindsDawidSkene(2, weight).fit(fold.rest(), 15));
            labels += fold.labels();
        }
        return sum / labels;
    }
}
