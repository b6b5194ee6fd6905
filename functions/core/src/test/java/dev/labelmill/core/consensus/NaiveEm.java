package dev.labelmill.core.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Expectation maximisation as textbooks write it, over tables of doubles: what each annotator answers given the truth, from
 * what is believed of each task, and the other way round. Knows known answers and tasks' own priors.
 */
final class NaiveEm {

    private final Votes votes;
    private final int classes;
    private final UnaryOperator<double[][]> estimate;

    /** Of each task; of no use where it tells nothing. */
    final double[][] beliefs;

    final double[] shares;
    /** p(answer | truth) at [annotator][truth][answer]; a stranger's last. */
    final double[][][] confusions;

    /** @param estimate from counts at [truth][answer] to probabilities */
    NaiveEm(Votes votes, UnaryOperator<double[][]> estimate) {
        this.votes = votes;
        this.classes = votes.classes();
        this.estimate = estimate;
        this.beliefs = new double[(int) votes.tasks()][classes];
        this.shares = new double[classes];
        this.confusions = new double[votes.annotators() + 1][][];
        votes.forEach(task -> beliefs[(int) task.task()] = voteShares(task));
        maximise();
    }

    private double[] voteShares(TaskView task) {
        double[] belief = new double[classes];
        if (task.isKnown()) {
            belief[task.known()] = 1;
            return belief;
        }
        double sum = 0;
        for (int i = 0; i < task.count(); i++) {
            belief[task.answer(i)]++;
            sum++;
        }
        for (int k = 0; k < classes && task.prior() != null; k++) {
            belief[k] += task.prior()[k] / sum(task.prior());
        }
        sum += task.prior() != null ? 1 : 0;
        for (int k = 0; k < classes; k++) {
            belief[k] = sum > 0 ? belief[k] / sum : 1.0 / classes;
        }
        return belief;
    }

    /** Estimates shares and confusions by the beliefs. */
    void maximise() {
        double[][][] counts = new double[confusions.length][classes][classes];
        double[] tasks = new double[classes];
        for (TaskView task : telling()) {
            double[] belief = beliefs[(int) task.task()];
            for (int truth = 0; truth < classes; truth++) {
                tasks[truth] += belief[truth];
                for (int i = 0; i < task.count(); i++) {
                    counts[task.annotator(i)][truth][task.answer(i)] += belief[truth];
                    counts[counts.length - 1][truth][task.answer(i)] += belief[truth];
                }
            }
        }
        for (int k = 0; k < classes; k++) {
            shares[k] = tasks[k] / sum(tasks);
        }
        for (int w = 0; w < confusions.length; w++) {
            confusions[w] = estimate.apply(counts[w]);
        }
    }

    /** Tasks with an answer, or one that is known. */
    List<TaskView> telling() {
        List<TaskView> tasks = new ArrayList<>();
        for (int task = 0; task < votes.tasks(); task++) {
            TaskView view = votes.task(task);
            if (view.count() > 0 || view.isKnown()) {
                tasks.add(view);
            }
        }
        return tasks;
    }

    /** Beliefs by the estimates. */
    void expect() {
        votes.forEach(task -> beliefs[(int) task.task()] = posterior(task));
    }

    double[] posterior(TaskView task) {
        double[] weights = joint(task);
        double sum = sum(weights);
        for (int k = 0; k < classes; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /** The probability of a task's answers, and of its known class where there is one. */
    double evidence(TaskView task) {
        return sum(joint(task));
    }

    private double[] joint(TaskView task) {
        double[] weights = new double[classes];
        for (int truth = 0; truth < classes; truth++) {
            boolean own = task.prior() != null && !task.isKnown();
            weights[truth] = own ? task.prior()[truth] / sum(task.prior()) : shares[truth];
            for (int i = 0; i < task.count(); i++) {
                int w = Math.min(task.annotator(i), confusions.length - 1);
                weights[truth] *= confusions[w][truth][task.answer(i)];
            }
            weights[truth] *= task.isKnown() && task.known() != truth ? 0 : 1;
        }
        return weights;
    }

    /** crowd-kit's bound an answer: beliefs' entropy, and the log of priors, once for every answer, and of confusions. */
    double bound() {
        double bound = 0;
        long labels = 0;
        for (TaskView task : telling()) {
            double[] belief = beliefs[(int) task.task()];
            labels += task.count();
            for (int truth = 0; truth < classes; truth++) {
                double p = belief[truth];
                bound -= p > 0 ? p * Math.log(p) : 0;
                boolean own = task.prior() != null && !task.isKnown();
                double prior = own ? task.prior()[truth] / sum(task.prior()) : shares[truth];
                bound += p > 0 ? p * task.count() * Math.log(Math.max(1e-10, prior)) : 0;
                for (int i = 0; i < task.count(); i++) {
                    bound += p * Math.log(confusions[task.annotator(i)][truth][task.answer(i)]);
                }
            }
        }
        return bound / labels;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
