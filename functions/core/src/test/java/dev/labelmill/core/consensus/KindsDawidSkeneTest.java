package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One estimate against its formulas, abilities found by halving in place of Newton's steps. */
class KindsDawidSkeneTest {

    private static final int CLASSES = 3;
    private static final double WEIGHT = 12;

    private static Votes votes() {
        VotesBuilder builder = Votes.builder().task(81);
        RandomVotes.of(6, 80, 6, CLASSES).forEach(task -> builder.add((int) task.task(), task));
        return builder.known(2, 1)
                .known(7, 0)
                .prior(4, new double[] {1, 2, 5})
                .known(81, 2)
                .build(CLASSES);
    }

    /** Where it starts: kind j of class k has v · binomial(j; kinds - 1, 1 - v) of a vote share v, and a thousandth. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void it_starts_from_the_vote_the_first_kind_being_what_all_agree_on(int kinds) {
        Votes votes = votes();
        double[][] beliefs = new double[(int) votes.tasks()][];
        votes.forEach(task -> {
            double[] shares = new double[CLASSES];
            MajorityVote.shares(task, shares);
            double[] states = new double[CLASSES * kinds];
            for (int s = 0; s < states.length; s++) {
                double share = shares[s / kinds];
                states[s] = kinds == 1 ? share : share * binomial(s % kinds, kinds - 1, 1 - share) + 1e-3;
                states[s] = !task.isKnown() ? states[s] : task.known() == s / kinds ? Math.max(1e-3, states[s]) : 0;
            }
            double sum = NaiveEm.sum(states);
            beliefs[(int) task.task()] = Arrays.stream(states).map(p -> p / sum).toArray();
        });

        ConfusionModel started = new KindsDawidSkene(kinds, WEIGHT).fit(votes, 1);

        assertIsEstimateOf(started, votes, beliefs, kinds);
        assertThat(started.iterations()).isEqualTo(1);
        assertThat(started.converged()).isFalse();
    }

    private static double binomial(int hits, int draws, double chance) {
        double ways = 1;
        for (int i = 0; i < hits; i++) {
            ways = ways * (draws - i) / (i + 1);
        }
        return ways * Math.pow(chance, hits) * Math.pow(1 - chance, draws - hits);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void each_pass_estimates_from_what_was_believed(int kinds) {
        Votes votes = votes();
        KindsDawidSkene method = new KindsDawidSkene(kinds, WEIGHT);
        ConfusionModel begun = method.fit(votes, 3);
        double[][] beliefs = new double[(int) votes.tasks()][CLASSES * kinds];
        votes.forEach(task -> begun.states(task, beliefs[(int) task.task()]));

        ConfusionModel next = method.fit(votes, begun, 2);

        assertIsEstimateOf(next, votes, beliefs, kinds);
        assertThat(next.iterations()).isEqualTo(begun.iterations() + 1);
    }

    private static void assertIsEstimateOf(ConfusionModel model, Votes votes, double[][] beliefs, int kinds) {
        int states = CLASSES * kinds;
        double[][][] counts = new double[votes.annotators() + 1][states][CLASSES];
        double[][] pooled = new double[states][CLASSES];
        double[] tasks = new double[states];
        votes.forEach(task -> {
            for (int s = 0; s < states && (task.count() > 0 || task.isKnown()); s++) {
                double belief = beliefs[(int) task.task()][s];
                tasks[s] += belief;
                for (int i = 0; i < task.count(); i++) {
                    counts[task.annotator(i)][s][task.answer(i)] += belief;
                    pooled[s][task.answer(i)] += belief;
                }
            }
        });
        double[] eases = eases(pooled, kinds);
        double all = Arrays.stream(pooled).mapToDouble(NaiveEm::sum).sum();
        for (int w = 0; w < counts.length; w++) {
            double ability = ability(counts[w], pooled, eases, all, kinds);
            for (int s = 0; s < states; s++) {
                double accuracy = 1 / (1 + Math.exp(-(Math.log(eases[s] / (1 - eases[s])) + ability)));
                for (int answer = 0; answer < CLASSES; answer++) {
                    double prior =
                            answer == s / kinds ? accuracy : (1 - accuracy) * mistake(pooled, s / kinds, answer, kinds);
                    assertThat(model.p(w, answer, s))
                            .as("annotator %d, answer %d, state %d", w, answer, s)
                            .isCloseTo(
                                    (counts[w][s][answer] + WEIGHT * prior) / (NaiveEm.sum(counts[w][s]) + WEIGHT),
                                    within(1e-7));
                }
            }
        }
        assertShares(model, tasks, kinds);
    }

    private static double accuracy(double[][] pooled, int kinds) {
        double right = 0;
        double all = 0;
        for (int s = 0; s < pooled.length; s++) {
            right += pooled[s][s / kinds];
            all += NaiveEm.sum(pooled[s]);
        }
        return right / all;
    }

    private static double[] eases(double[][] pooled, int kinds) {
        double[] eases = new double[pooled.length];
        for (int s = 0; s < eases.length; s++) {
            double right = 10 * accuracy(pooled, kinds);
            double all = 10;
            for (int other = s % kinds; other < eases.length; other += kinds) {
                right += pooled[other][other / kinds];
                all += NaiveEm.sum(pooled[other]);
            }
            eases[s] = (pooled[s][s / kinds] + 300 * right / all) / (NaiveEm.sum(pooled[s]) + 300);
        }
        return eases;
    }

    /** Of a class's mistakes of all annotators, ten even answers among them, the share of one answer. */
    private static double mistake(double[][] pooled, int truth, int answer, int kinds) {
        double even = 10 * (1 - accuracy(pooled, kinds)) / (CLASSES - 1);
        double all = even * (CLASSES - 1);
        double own = even;
        for (int s = truth * kinds; s < (truth + 1) * kinds; s++) {
            all += NaiveEm.sum(pooled[s]) - pooled[s][truth];
            own += pooled[s][answer];
        }
        return own / all;
    }

    /** Where an annotator's right answers, and five of the crowd's, are as many as expected. */
    private static double ability(double[][] own, double[][] pooled, double[] eases, double all, int kinds) {
        double low = -30;
        double high = 30;
        for (int step = 0; step < 200; step++) {
            double middle = (low + high) / 2;
            double missing = 0;
            for (int s = 0; s < eases.length; s++) {
                double crowd = 5 * NaiveEm.sum(pooled[s]) / all;
                double expected = 1 / (1 + Math.exp(-(Math.log(eases[s] / (1 - eases[s])) + middle)));
                missing += own[s][s / kinds] + crowd * eases[s] - (NaiveEm.sum(own[s]) + crowd) * expected;
            }
            if (missing > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void assertShares(ConfusionModel model, double[] tasks, int kinds) {
        double all = NaiveEm.sum(tasks);
        double[] byClass = new double[CLASSES];
        double[] byKind = new double[kinds];
        for (int s = 0; s < tasks.length; s++) {
            byClass[s / kinds] += tasks[s];
            byKind[s % kinds] += tasks[s];
        }
        for (int s = 0; s < tasks.length; s++) {
            double kind = (byKind[s % kinds] + 1) / (all + kinds);
            double ofClass = (byClass[s / kinds] + 1) / (all + CLASSES);
            assertThat(Math.exp(model.logShare(s)))
                    .isCloseTo(ofClass * (tasks[s] + 100 * kind) / (byClass[s / kinds] + 100), within(1e-8));
        }
        assertThat(NaiveEm.sum(model.classShares())).isCloseTo(1, within(1e-9));
    }

    @Test
    void it_rests_where_a_pass_raises_the_likelihood_by_less_than_a_hundred_thousandth_an_answer() {
        Votes votes = votes();
        KindsDawidSkene method = new KindsDawidSkene(2, WEIGHT);

        ConfusionModel rested = method.fit(votes);
        ConfusionModel before = method.fit(votes, rested.iterations() - 1);
        ConfusionModel earlier = method.fit(votes, rested.iterations() - 2);

        double least = 1e-5 * votes.labels();
        assertThat(rested.converged()).isTrue();
        assertThat(evidence(votes, rested) - evidence(votes, before)).isLessThanOrEqualTo(least + 1e-4);
        assertThat(evidence(votes, before) - evidence(votes, earlier)).isGreaterThan(least - 1e-4);
    }

    private static double evidence(Votes votes, ConfusionModel model) {
        double[] sum = new double[1];
        double[] states = new double[model.states()];
        votes.forEach(task -> sum[0] += task.count() > 0 || task.isKnown() ? model.states(task, states) : 0);
        return sum[0];
    }

    @Test
    void without_answers_everybody_is_as_good_as_is_assumed() {
        ConfusionModel model =
                new KindsDawidSkene(2, WEIGHT).fit(Votes.builder().task(0).build(2));

        assertThat(model.accuracy(ConsensusModel.STRANGER)).isCloseTo(.7, within(1e-9));
        assertThat(model.classShares()).containsExactly(new double[] {.5, .5}, within(1e-12));
    }

    @Test
    void what_is_no_number_of_kinds_or_weight_is_refused() {
        assertThatThrownBy(() -> new KindsDawidSkene(0, 1)).hasMessageContaining("kinds");
        assertThatThrownBy(() -> new KindsDawidSkene(1, 0)).hasMessageContaining("weight");
        assertThatThrownBy(() -> new KindsDawidSkene(1, Double.NaN)).hasMessageContaining("weight");
    }

    /** Four of five parts to learn from, one to foretell: each answer is foretold once, from the other answers of its task. */
    @Test
    void every_answer_is_held_out_in_one_fold_and_foretold_from_the_others() {
        Votes votes = votes();
        ConfusionModel model = new KindsDawidSkene(2, WEIGHT).fit(votes);
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
