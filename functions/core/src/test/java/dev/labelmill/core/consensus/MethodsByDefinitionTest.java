package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods against what their formulas say, reckoned in the plainest way. */
class MethodsByDefinitionTest {

    static final int CLASSES = 3;

    /** Three known answers, four tasks with priors of their own, one of whom nobody answered. */
    static Votes mixed(long seed) {
        Votes random = RandomVotes.of(seed, 90, 7, CLASSES);
        VotesBuilder builder = Votes.builder().task(93);
        random.forEach(task -> builder.add((int) task.task(), task));
        return builder.known(3, 1)
                .known(10, 0)
                .known(11, 2)
                .prior(5, new double[] {2, 1, 1})
                .prior(6, new double[] {.1, .2, .7})
                .prior(11, new double[] {.5, .3, .2})
                .prior(91, new double[] {.2, .2, .6})
                .build(CLASSES);
    }

    /** Dawid and Skene's: each row by its own counts, a zero standing for 1e-10. */
    private static double[][] rows(double[][] counts) {
        double[][] rows = new double[counts.length][counts.length];
        for (int truth = 0; truth < counts.length; truth++) {
            double sum =
                    Arrays.stream(counts[truth]).map(c -> Math.max(1e-10, c)).sum();
            for (int answer = 0; answer < counts.length; answer++) {
                rows[truth][answer] = Math.max(1e-10, counts[truth][answer]) / sum;
            }
        }
        return rows;
    }

    /** One coin: the share of right answers, and mistakes evenly. */
    private static double[][] coin(double[][] counts) {
        double right = 0;
        double all = 0;
        for (int truth = 0; truth < counts.length; truth++) {
            right += counts[truth][truth];
            all += NaiveEm.sum(counts[truth]);
        }
        double accuracy = Math.min(1 - 1e-10, Math.max(1e-10, right / all));
        return Confusion.symmetric(counts.length, accuracy).toArray();
    }

    private static void assertIs(ConsensusModel model, NaiveEm expected, Votes votes, double tolerance) {
        votes.forEach(task -> {
            double[] posterior = new double[CLASSES];
            double evidence = model.posterior(task, posterior);
            assertThat(posterior)
                    .as("task %d", task.task())
                    .containsExactly(expected.posterior(task), within(tolerance));
            assertThat(evidence).isCloseTo(Math.log(expected.evidence(task)), within(20 * tolerance));
        });
        for (int w = 0; w <= votes.annotators(); w++) {
            double[][] confusion = model.confusion(w).orElseThrow().toArray();
            double accuracy = 0;
            for (int truth = 0; truth < CLASSES; truth++) {
                assertThat(confusion[truth]).containsExactly(expected.confusions[w][truth], within(tolerance));
                accuracy += expected.shares[truth] * expected.confusions[w][truth][truth];
            }
            assertThat(model.accuracy(w)).isCloseTo(accuracy, within(tolerance));
        }
    }

    private static NaiveEm rested(Votes votes, UnaryOperator<double[][]> estimate) {
        NaiveEm em = new NaiveEm(votes, estimate);
        for (int pass = 0; pass < 500; pass++) {
            em.expect();
            em.maximise();
        }
        return em;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void dawid_skene_comes_to_rest_where_textbook_expectation_maximisation_does(long seed) {
        Votes votes = mixed(seed);

        ConfusionModel model = new DawidSkene(EmStop.AT_REST).fit(votes);

        assertIs(model, rested(votes, MethodsByDefinitionTest::rows), votes, 2e-4);
        assertThat(model.converged()).isTrue();
        assertThat(NaiveEm.sum(model.classShares())).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_coin_comes_to_rest_where_textbook_expectation_maximisation_does(long seed) {
        Votes votes = mixed(seed);

        ConsensusModel model = new OneCoinDawidSkene(EmStop.AT_REST).fit(votes);

        assertIs(model, rested(votes, MethodsByDefinitionTest::coin), votes, 2e-4);
        assertThat(model.converged()).isTrue();
    }

    /** Passes of the textbook until crowd-kit's bound rises by less than 1e-5 an answer: the estimates before that. */
    private static void assertStopsAsCrowdKit(
            ConsensusMethod method, Votes votes, UnaryOperator<double[][]> estimate, NaiveEm stopped) {
        NaiveEm em = new NaiveEm(votes, estimate);
        double bound = Double.NEGATIVE_INFINITY;
        int passes = 1;
        while (true) {
            em.expect();
            em.maximise();
            double raised = em.bound();
            if (raised - bound < 1e-5) {
                break;
            }
            bound = raised;
            passes++;
            stopped.expect();
            stopped.maximise();
        }

        ConsensusModel model = method.fit(votes);

        assertThat(model.iterations()).isEqualTo(passes);
        assertThat(model.converged()).isTrue();
        assertIs(model, stopped, votes, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void dawid_skene_and_one_coin_stop_where_crowd_kits_bound_has_them_stop(long seed) {
        for (Votes votes : new Votes[] {RandomVotes.of(seed, 60, 6, CLASSES), mixed(seed)}) {
            assertStopsAsCrowdKit(
                    new DawidSkene(),
                    votes,
                    MethodsByDefinitionTest::rows,
                    new NaiveEm(votes, MethodsByDefinitionTest::rows));
            assertStopsAsCrowdKit(
                    new OneCoinDawidSkene(),
                    votes,
                    MethodsByDefinitionTest::coin,
                    new NaiveEm(votes, MethodsByDefinitionTest::coin));
        }
    }

    /** The weights of {@link Shrinkage} as its formulas have them; one pass of these moves a rested model hardly. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shrunk_dawid_skene_comes_to_rest_where_its_formulas_do(long seed) {
        Votes votes = mixed(seed);
        Shrinkage weights = new Shrinkage(4, 30, 6, 2);

        ConfusionModel model = new ShrunkDawidSkene(weights).fit(votes);

        double[][][] counts = new double[votes.annotators()][CLASSES][CLASSES];
        double[][] pooled = new double[CLASSES][CLASSES];
        double[] tasks = new double[CLASSES];
        votes.forEach(task -> {
            double[] belief = model.posterior(task);
            for (int truth = 0; truth < CLASSES && (task.count() > 0 || task.isKnown()); truth++) {
                tasks[truth] += belief[truth];
                for (int i = 0; i < task.count(); i++) {
                    counts[task.annotator(i)][truth][task.answer(i)] += belief[truth];
                    pooled[truth][task.answer(i)] += belief[truth];
                }
            }
        });
        double overall = right(pooled) / total(pooled);
        double[][] crowd = new double[CLASSES][CLASSES];
        for (int t = 0; t < CLASSES; t++) {
            for (int a = 0; a < CLASSES; a++) {
                double symmetric = t == a ? overall : (1 - overall) / (CLASSES - 1);
                crowd[t][a] = (pooled[t][a] + 6 * symmetric) / (NaiveEm.sum(pooled[t]) + 6);
            }
        }
        for (int w = 0; w < votes.annotators(); w++) {
            double accuracy = (right(counts[w]) + 4 * overall) / (total(counts[w]) + 4);
            assertRows(model.confusion(w).orElseThrow(), counts[w], crowd, accuracy, 30.0 / CLASSES);
        }
        assertRows(
                model.confusion(ConsensusModel.STRANGER).orElseThrow(),
                new double[CLASSES][CLASSES],
                crowd,
                overall,
                1);
        for (int k = 0; k < CLASSES; k++) {
            assertThat(model.classShares()[k])
                    .isCloseTo((tasks[k] + 2) / (NaiveEm.sum(tasks) + 2 * CLASSES), within(2e-3));
        }
        assertThat(model.converged()).isTrue();
    }

    private static void assertRows(
            Confusion confusion, double[][] counts, double[][] crowd, double accuracy, double strength) {
        for (int t = 0; t < CLASSES; t++) {
            for (int a = 0; a < CLASSES; a++) {
                double prior = t == a ? accuracy : (1 - accuracy) * crowd[t][a] / (1 - crowd[t][t]);
                assertThat(confusion.p(t, a))
                        .isCloseTo(
                                (counts[t][a] + strength * prior) / (NaiveEm.sum(counts[t]) + strength), within(2e-3));
            }
        }
    }

    private static double right(double[][] counts) {
        double right = 0;
        for (int k = 0; k < counts.length; k++) {
            right += counts[k][k];
        }
        return right;
    }

    private static double total(double[][] counts) {
        return Arrays.stream(counts).mapToDouble(NaiveEm::sum).sum();
    }

    /** MACE's formulas after the same passes; where it comes to rest before, nothing moves any more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mace_believes_what_its_formulas_believe(long seed) {
        Votes votes = RandomVotes.of(seed, 120, 7, CLASSES);
        ExchangedMace expected = new ExchangedMace(votes);

        ConsensusModel model = new Mace().fit(votes);
        double[][] posteriors = expected.posteriors(model.iterations());

        votes.forEach(
                task -> assertThat(model.posterior(task)).containsExactly(posteriors[(int) task.task()], within(1e-9)));
        for (int w = 0; w <= votes.annotators(); w++) {
            assertThat(model.accuracy(w)).isCloseTo(expected.accuracy(w), within(1e-9));
        }
        assertThat(model.confusion(ConsensusModel.STRANGER).orElseThrow().p(1, 0))
                .isCloseTo(expected.p(votes.annotators(), 0, 1), within(1e-9));
    }

    /** Fifty passes, or as many as it takes until one changes the log probability by 1e-7 an answer at most. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mace_rests_when_a_pass_hardly_changes_the_likelihood(long seed) {
        Votes votes = RandomVotes.of(seed, 60, 5, 2);
        ExchangedMace expected = new ExchangedMace(votes);
        int passes = 1;
        double before = expected.evidence(0);
        double now = expected.evidence(1);
        while (passes < 49 && Math.abs(now - before) > 1e-7 * votes.labels()) {
            passes++;
            before = now;
            now = expected.evidence(passes);
        }

        ConsensusModel model = new Mace().fit(votes);

        assertThat(model.iterations()).isEqualTo(passes + 1);
    }
}
