package dev.labelmill.core.annotator;

import dev.labelmill.core.certificate.ClopperPearson;
import dev.labelmill.core.consensus.TaskView;
import dev.labelmill.core.consensus.Votes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds annotators who copy from each other, or answer by one hand. Where most disagree with an annotator, somebody who
 * works alone seldom agrees; who copies does. An answer is unpopular beside another annotator's if fewer than half of
 * the n remaining ones gave it, and at least two of them did not. Of annotator a's N such answers, b shares S, when
 *
 * <pre>
 *   E = Σ f(n, j) · h_a · r_b
 * </pre>
 *
 * were to be expected: f(n, j) is the share of all annotators who gave an answer that j of the n others gave, from the
 * data as a whole, so that hard tasks and good annotators count as what they are; h_a, at least 1, is how much more
 * often a's unpopular answers are shared by everybody but b, so that somebody who errs on hard tasks only is not taken
 * for a copy of others who do; r_b, at least 1, how much more often b shares those of everybody but a, so that
 * somebody who answers at random copies nobody. The two are a pair if S is at least half of N and five, and an exact
 * binomial test of S against E / N is significant at 0.1 % after Bonferroni's correction for all pairs. (The number of
 * successes in trials of unequal probabilities exceeds its mean no more easily than one in trials of their mean:
 * Hoeffding, Annals of Mathematical Statistics 27, 1956.)
 *
 * <p>Tasks with four answers at least say something; of those with more than {@value #MOST} the first so many are
 * read. Memory: four bytes an answer.
 */
public final class SharedMistakes {

    /** Pairs grow with the square; more answers a task would take long and say little more. */
    static final int MOST = 50;

    /** One dissenter may be the one who is wrong. */
    private static final int LEAST_DISSENTERS = 2;

    private static final int LEAST_SHARED = 5;
    private static final double LEAST_SHARE = 0.5;
    private static final double SIGNIFICANCE = 0.001;

    private final Votes votes;
    private final JoiningRates rates;
    private final Habits supported;
    private final Habits joining;
    private final List<List<SpamSignal.Copies>> copies = new ArrayList<>();

    private SharedMistakes(Votes votes) {
        this.votes = votes;
        this.rates = JoiningRates.of(votes);
        this.supported = new Habits(votes.annotators());
        this.joining = new Habits(votes.annotators());
        for (int annotator = 0; annotator < votes.annotators(); annotator++) {
            copies.add(new ArrayList<>());
        }
    }

    /** Looks at every pair of annotators who answered a task together. */
    public static SharedMistakes of(Votes votes) {
        SharedMistakes mistakes = new SharedMistakes(votes);
        mistakes.countHabits();
        mistakes.testPairs();
        return mistakes;
    }

    /**
     * Whom an annotator copies, or who copies that annotator: it cannot be told. By the other's number; none for somebody
     * without answers among these votes.
     */
    public List<SpamSignal.Copies> of(int annotator) {
        return annotator < copies.size() ? List.copyOf(copies.get(annotator)) : List.of();
    }

    private void countHabits() {
        votes.forEach(task -> {
            for (int i = 0; i < read(task); i++) {
                int a = task.annotator(i);
                forEachPartner(task, i, (b, same, rate) -> {
                    supported.add(a, same, rate);
                    joining.add(b, same, rate);
                });
            }
        });
    }

    private void testPairs() {
        TasksByAnnotator tasks = TasksByAnnotator.of(votes);
        Partners partners = new Partners(votes.annotators());
        for (int annotator = 0; annotator < votes.annotators(); annotator++) {
            int a = annotator;
            tasks.forEach(a, task -> {
                for (int i = 0; i < read(task); i++) {
                    if (task.annotator(i) == a) {
                        forEachPartner(task, i, partners::add);
                    }
                }
            });
            partners.forEach((b, trials, same, rates) -> test(a, b, trials, same, rates));
            partners.clear();
        }
        copies.forEach(list -> list.sort((one, other) -> Integer.compare(one.other(), other.other())));
    }

    private void test(int a, int b, int trials, int same, double rateSum) {
        if (same < LEAST_SHARED || same < LEAST_SHARE * trials) {
            return;
        }
        double habits = supported.without(a, same, rateSum) * joining.without(b, same, rateSum);
        double rate = Math.min(1, habits * rateSum / trials);
        double pairs = (double) votes.annotators() * (votes.annotators() - 1);
        if (ClopperPearson.lower(same, trials, SIGNIFICANCE / pairs) > rate) {
            note(a, b, same, trials);
            note(b, a, same, trials);
        }
    }

    private void note(int annotator, int other, int same, int trials) {
        if (copies.get(annotator).stream().noneMatch(known -> known.other() == other)) {
            copies.get(annotator).add(new SpamSignal.Copies(other, same, trials));
        }
    }

    private static int read(TaskView task) {
        return Math.min(MOST, task.count());
    }

    /** Shows everybody else's answer to a task, if the i-th one is unpopular among the others. */
    private void forEachPartner(TaskView task, int i, Partners.Visit visit) {
        int count = read(task);
        int supporters = 0;
        for (int other = 0; other < count; other++) {
            supporters += other != i && task.answer(other) == task.answer(i) ? 1 : 0;
        }
        for (int other = 0; other < count; other++) {
            int same = task.answer(other) == task.answer(i) ? 1 : 0;
            int support = supporters - same;
            int others = count - 2;
            if (other != i && 2 * support < others && others - support >= LEAST_DISSENTERS) {
                visit.partner(task.annotator(other), same, rates.rate(others, support));
            }
        }
    }

    /** How often something happened to each annotator, and how often it was to be expected. */
    private static final class Habits {

        private final double[] happened;
        private final double[] expected;

        Habits(int annotators) {
            this.happened = new double[annotators];
            this.expected = new double[annotators];
        }

        void add(int annotator, int times, double rate) {
            happened[annotator] += times;
            expected[annotator] += rate;
        }

        /** The ratio of the two without a part of both, at least 1; drawn towards 1 as by one more that was expected. */
        double without(int annotator, int times, double rates) {
            return Math.max(1, (happened[annotator] - times + 1) / (expected[annotator] - rates + 1));
        }
    }
}
