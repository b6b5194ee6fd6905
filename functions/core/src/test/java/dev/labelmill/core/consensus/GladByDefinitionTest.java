package dev.labelmill.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** GLAD against what its formulas say, reckoned in the plainest way. */
class GladByDefinitionTest {

    private static final int CLASSES = MethodsByDefinitionTest.CLASSES;

    /**
     * GLAD's most probable abilities and eases by another way to the same place: plain gradient ascent in small steps, the
     * truth believed anew at each.
     */
    @Test
    void glad_comes_to_rest_where_small_steps_uphill_do() {
        Votes votes = MethodsByDefinitionTest.mixed(4);
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
