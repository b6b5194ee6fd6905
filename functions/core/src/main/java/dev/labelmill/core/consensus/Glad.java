package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * GLAD: annotators of different ability, tasks of different difficulty (Whitehill, Ruvolo, Wu, Bergsma and Movellan,
 * "Whose vote should count more", NIPS 2009):
 *
 * <pre>
 *   p(answer of w to i is right) = σ(α_w e^{b_i}),   a wrong answer is any other class evenly,   p(t) = 1 / K
 *   α_w ~ N(1, 1),  b_i ~ N(1, 1)
 * </pre>
 *
 * <p>The most probable α and b by generalised expectation maximisation: a pass takes, task by task, the posterior of
 * the truth, moves the task's b by a Newton step and adds up what moves each annotator's α. Stops when a pass changes
 * no α by more than a thousandth, or after 200 passes. Keeps one number a task in memory, so it is not for streams that do not
 * fit there. Known answers are kept; a task's own prior stands in place of the even one.
 */
public final class Glad implements ConsensusMethod {

    private static final int MAX_PASSES = 200;
    private static final double TOLERANCE = 1e-3;
    private static final double PRIOR_MEAN = 1;
    private static final double LONGEST_STEP = 1;

    @Override
    public String name() {
        return "glad";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the tasks are more than an array holds
     */
    @Override
    public ConsensusModel fit(VoteSource votes) {
        if (votes.tasks() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("glad keeps a number a task, and cannot for " + votes.tasks());
        }
        double[] abilities = new double[votes.annotators()];
        double[] eases = new double[(int) votes.tasks()];
        Arrays.fill(abilities, PRIOR_MEAN);
        Arrays.fill(eases, PRIOR_MEAN);
        for (int pass = 1; pass <= MAX_PASSES; pass++) {
            Pass done = new Pass(votes, abilities, eases);
            if (done.move(abilities) <= TOLERANCE) {
                return model(votes, abilities, eases, pass, true);
            }
        }
        return model(votes, abilities, eases, MAX_PASSES, false);
    }

    private GladModel model(VoteSource votes, double[] abilities, double[] eases, int passes, boolean converged) {
        double[] right = new double[abilities.length];
        long[] answered = new long[abilities.length];
        votes.forEach(task -> {
            for (int i = 0; i < task.count(); i++) {
                int w = task.annotator(i);
                right[w] += sigmoid(abilities[w] * Math.exp(eases[(int) task.task()]));
                answered[w]++;
            }
        });
        for (int w = 0; w < right.length; w++) {
            right[w] = answered[w] > 0 ? right[w] / answered[w] : sigmoid(PRIOR_MEAN * Math.exp(PRIOR_MEAN));
        }
        return new GladModel(votes.classes(), abilities, eases, right, passes, converged);
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** One pass: moves eases, and adds up gradient and curvature of the log posterior in the abilities. */
    private static final class Pass {
        private final double[] gradient;
        private final double[] curvature;

        Pass(VoteSource votes, double[] abilities, double[] eases) {
            gradient = new double[abilities.length];
            curvature = new double[abilities.length];
            double[] truth = new double[votes.classes()];
            GladModel believed = new GladModel(votes.classes(), abilities, eases, null, 0, false);
            votes.forEach(task -> {
                believed.posterior(task, truth);
                int number = (int) task.task();
                eases[number] += easeStep(task, truth, abilities, eases[number]);
                add(task, truth, abilities, Math.exp(eases[number]));
            });
        }

        private static double easeStep(TaskView task, double[] truth, double[] abilities, double ease) {
            double slope = PRIOR_MEAN - ease;
            double curve = 1;
            for (int i = 0; i < task.count(); i++) {
                double x = abilities[task.annotator(i)] * Math.exp(ease);
                double expected = sigmoid(x);
                slope += (truth[task.answer(i)] - expected) * x;
                curve += x * x * expected * (1 - expected);
            }
            return bounded(slope / curve);
        }

        private void add(TaskView task, double[] truth, double[] abilities, double scale) {
            for (int i = 0; i < task.count(); i++) {
                int w = task.annotator(i);
                double expected = sigmoid(abilities[w] * scale);
                gradient[w] += (truth[task.answer(i)] - expected) * scale;
                curvature[w] += scale * scale * expected * (1 - expected);
            }
        }

        /** Moves the abilities and gives the longest step, relative to an ability above 1. */
        double move(double[] abilities) {
            double longest = 0;
            for (int w = 0; w < abilities.length; w++) {
                double step = bounded((gradient[w] + PRIOR_MEAN - abilities[w]) / (curvature[w] + 1));
                abilities[w] += step;
                longest = Math.max(longest, Math.abs(step) / Math.max(1, Math.abs(abilities[w])));
            }
            return longest;
        }

        private static double bounded(double step) {
            return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
        }
    }
}
