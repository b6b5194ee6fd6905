package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One estimate against its formulas, abilities found by halving in place of Newton's steps. */
class KindsDawidSkeneTest {

    private static final int CLASSES = 3;
    private static final double WEIGHT = 12;

    /** Where it starts: kind j of class k has v · binomial(j; kinds - 1, 1 - v) of a vote share v, and a thousandth. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void it_starts_from_the_vote_the_first_kind_being_what_all_agree_on(int kinds) {
        Votes votes = RandomVotes.withTruths();
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
        Votes votes = RandomVotes.withTruths();
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
        Votes votes = RandomVotes.withTruths();
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
}
