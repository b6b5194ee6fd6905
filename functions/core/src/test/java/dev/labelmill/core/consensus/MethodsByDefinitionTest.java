package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods against what their formulas say, reckoned in the plainest way. */
class MethodsByDefinitionTest {

    private static final int CLASSES = 3;

    /** Three known answers, four tasks with priors of their own, one of whom nobody answered. */
    private static Votes mixed(long seed) {
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

    /**
     * GLAD's most probable abilities and eases by another way to the same place: plain gradient ascent in small steps, the
     * truth believed anew at each.
     */
    @Test
    void glad_comes_to_rest_where_small_steps_uphill_do() {
        Votes votes = mixed(4);
        double[] abilities = new double[votes.annotators()];
        double[] eases = new double[(int) votes.tasks()];
        Arrays.fill(abilities, 1);
        Arrays.fill(eases, 1);
        double[][] beliefs = new double[eases.length][];
        for (int step = 0; step < 6_000; step++) {
            double[] up = new double[abilities.length];
            double[] easier = new double[eases.length];
            votes.forEach(task -> {
                int number = (int) task.task();
                beliefs[number] = gladBelief(task, abilities, eases[number]);
                for (int i = 0; i < task.count(); i++) {
                    int w = task.annotator(i);
                    double scale = Math.exp(eases[number]);
                    double missing = beliefs[number][task.answer(i)] - 1 / (1 + Math.exp(-abilities[w] * scale));
                    up[w] += missing * scale;
                    easier[number] += missing * abilities[w] * scale;
                }
            });
            for (int w = 0; w < abilities.length; w++) {
                abilities[w] += .002 * (up[w] + 1 - abilities[w]);
            }
            for (int i = 0; i < eases.length; i++) {
                eases[i] += .02 * (easier[i] + 1 - eases[i]);
            }
        }

        ConsensusModel model = new Glad().fit(votes);

        votes.forEach(task -> assertThat(model.posterior(task))
                .as("task %d", task.task())
                .containsExactly(gladBelief(task, abilities, eases[(int) task.task()]), within(5e-3)));
        for (int w = 0; w < abilities.length; w++) {
            assertThat(model.accuracy(w)).isCloseTo(gladAccuracy(votes, w, abilities, eases), within(5e-3));
        }
        assertThat(model.accuracy(ConsensusModel.STRANGER)).isCloseTo(1 / (1 + Math.exp(-Math.E)), within(1e-12));
    }

    private static double[] gladBelief(TaskView task, double[] abilities, double ease) {
        double[] belief = new double[CLASSES];
        double sum = 0;
        for (int k = 0; k < CLASSES; k++) {
            belief[k] = task.isKnown() ? (task.known() == k ? 1 : 0) : task.prior() == null ? 1 : task.prior()[k];
            for (int i = 0; i < task.count(); i++) {
                double right = 1 / (1 + Math.exp(-abilities[task.annotator(i)] * Math.exp(ease)));
                belief[k] *= task.answer(i) == k ? right : (1 - right) / (CLASSES - 1);
            }
            sum += belief[k];
        }
        for (int k = 0; k < CLASSES; k++) {
            belief[k] /= sum;
        }
        return belief;
    }

    /** The mean chance to be right over the tasks that an annotator answered. */
    private static double gladAccuracy(Votes votes, int annotator, double[] abilities, double[] eases) {
        double[] sum = new double[2];
        votes.forEach(task -> {
            for (int i = 0; i < task.count(); i++) {
                if (task.annotator(i) == annotator) {
                    sum[0] += 1 / (1 + Math.exp(-abilities[annotator] * Math.exp(eases[(int) task.task()])));
                    sum[1]++;
                }
            }
        });
        return sum[0] / sum[1];
    }

    /** What GLAD says of a task's answers: the sum over classes of even shares times each answer's chance. */
    @Test
    void glads_evidence_is_the_probability_of_the_answers() {
        GladModel model = new GladModel(3, new double[] {.5, 2, -1}, new double[] {.2, -.4}, null, 1, true);
        TaskView task = TaskView.of(1, -1, null, new int[] {0, 1, 2, 9}, new int[] {0, 2, 2, 1});
        double[] right = {
            Glad.sigmoid(.5 * Math.exp(-.4)),
            Glad.sigmoid(2 * Math.exp(-.4)),
            Glad.sigmoid(-Math.exp(-.4)),
            Glad.sigmoid(Math.exp(-.4))
        };
        double sum = 0;
        double[] expected = new double[3];
        for (int k = 0; k < 3; k++) {
            expected[k] = 1.0 / 3;
            for (int i = 0; i < 4; i++) {
                expected[k] *= task.answer(i) == k ? right[i] : (1 - right[i]) / 2;
            }
            sum += expected[k];
        }

        double[] posterior = new double[3];
        double evidence = model.posterior(task, posterior);

        assertThat(evidence).isCloseTo(Math.log(sum), within(1e-12));
        for (int k = 0; k < 3; k++) {
            assertThat(posterior[k]).isCloseTo(expected[k] / sum, within(1e-12));
        }
        assertThat(model.classes()).isEqualTo(3);
    }
}
