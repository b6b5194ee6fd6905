package dev.labelmill.core.consensus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What methods with a confusion an annotator learn. Each class is one or several hidden states (kinds of its tasks);
 * an annotator's answer depends on the state alone:
 *
 * <pre>
 *   p(s | answers) ∝ p(s) Π_i p_i(answer_i | s),   p(k | answers) = Σ over the states s of class k
 * </pre>
 */
public final class ConfusionModel implements ConsensusModel {

    private final String method;
    private final int classes;
    private final int kinds;
    private final int annotators;
    private final double[] shares;
    private final double[] logShares;
    private final double[] table;
    private final double[] logs;
    private final int iterations;
    private final boolean converged;

    /**
     * @param kinds states a class; those of class k are {@code k · kinds} and following
     * @param shares the distribution over states
     * @param table p(answer | state) at {@code (annotator · classes + answer) · states + state}, behind all others the
     *     annotator nobody knows
     */
    ConfusionModel(
            String method, int classes, int kinds, double[] shares, double[] table, int iterations, boolean converged) {
        this.method = method;
        this.classes = classes;
        this.kinds = kinds;
        this.annotators = table.length / (classes * shares.length) - 1;
        this.shares = shares;
        this.logShares = Posterior.flooredLogs(shares);
        this.table = table;
        this.logs = Posterior.flooredLogs(table);
        this.iterations = iterations;
        this.converged = converged;
    }

    ConfusionModel rested(boolean rested) {
        return new ConfusionModel(method, classes, kinds, shares, table, iterations, rested);
    }

    /** Number of states. */
    int states() {
        return shares.length;
    }

    /** Probability of an answer in a state. */
    double p(int annotator, int answer, int state) {
        return table[row(annotator, answer) + state];
    }

    /** Where the states of an annotator's answer begin. */
    private int row(int annotator, int answer) {
        return (Math.min(annotator, annotators) * classes + answer) * shares.length;
    }

    /** Writes the distribution over states and gives the log probability of the answers. */
    double states(TaskView task, double[] into) {
        return states(task, into, -Double.MAX_VALUE);
    }

    /** The same, states of a log probability so far below the highest counting as none. */
    double states(TaskView task, double[] into, double negligible) {
        prior(task, into);
        addAnswers(task, into);
        if (task.isKnown()) {
            int first = task.known() * kinds;
            Arrays.fill(into, 0, first, Double.NEGATIVE_INFINITY);
            Arrays.fill(into, first + kinds, into.length, Double.NEGATIVE_INFINITY);
        }
        return Posterior.normalise(into, negligible);
    }

    /** Four answers at a time, which takes half the time of one by one. */
    private void addAnswers(TaskView task, double[] into) {
        int i = 0;
        for (; i + 3 < task.count(); i += 4) {
            int first = row(task.annotator(i), task.answer(i));
            int second = row(task.annotator(i + 1), task.answer(i + 1));
            int third = row(task.annotator(i + 2), task.answer(i + 2));
            int fourth = row(task.annotator(i + 3), task.answer(i + 3));
            for (int s = 0; s < into.length; s++) {
                into[s] += (logs[first + s] + logs[second + s]) + (logs[third + s] + logs[fourth + s]);
            }
        }
        for (; i < task.count(); i++) {
            int row = row(task.annotator(i), task.answer(i));
            for (int s = 0; s < into.length; s++) {
                into[s] += logs[row + s];
            }
        }
    }

    private void prior(TaskView task, double[] into) {
        System.arraycopy(logShares, 0, into, 0, into.length);
        double[] own = task.prior();
        if (own == null || task.isKnown()) {
            return;
        }
        double sum = Arrays.stream(own).sum();
        for (int s = 0; s < into.length; s++) {
            into[s] += Math.log(own[s / kinds] / sum) - Math.log(classShare(s / kinds));
        }
    }

    private double classShare(int answer) {
        double share = 0;
        for (int s = answer * kinds; s < (answer + 1) * kinds; s++) {
            share += Math.max(Confusion.FLOOR, shares[s]);
        }
        return share;
    }

    @Override
    public double posterior(TaskView task, double[] into) {
        if (kinds == 1) {
            return states(task, into);
        }
        double[] states = new double[shares.length];
        double evidence = states(task, states);
        Arrays.fill(into, 0);
        for (int s = 0; s < states.length; s++) {
            into[s / kinds] += states[s];
        }
        return evidence;
    }

    @Override
    public int classes() {
        return classes;
    }

    /** The class distribution, summing to 1. */
    public double[] classShares() {
        double[] byClass = new double[classes];
        for (int s = 0; s < shares.length; s++) {
            byClass[s / kinds] += shares[s];
        }
        return byClass;
    }

    @Override
    public double accuracy(int annotator) {
        double accuracy = 0;
        for (int s = 0; s < shares.length; s++) {
            accuracy += shares[s] * p(annotator, s / kinds, s);
        }
        return Math.min(1, accuracy);
    }

    @Override
    public Optional<Confusion> confusion(int annotator) {
        return Optional.of(confusionOf(annotator));
    }

    /** p(answer | truth), over the kinds of tasks as often as they occur. */
    private Confusion confusionOf(int annotator) {
        double[][] rows = new double[classes][classes];
        double[] byClass = classShares();
        for (int s = 0; s < shares.length; s++) {
            int truth = s / kinds;
            double weight = byClass[truth] > 0 ? shares[s] / byClass[truth] : 1.0 / kinds;
            for (int answer = 0; answer < classes; answer++) {
                rows[truth][answer] += weight * p(annotator, answer, s);
            }
        }
        return Confusion.of(rows);
    }

    /** The confusions under the annotators' names; the pooled one is a stranger's. */
    public Skills skills(String version, Index annotators) {
        Map<String, Confusion> byName = new HashMap<>();
        for (int annotator = 0; annotator < annotators.size(); annotator++) {
            byName.put(annotators.name(annotator), confusionOf(annotator));
        }
        return new Skills(version, confusionOf(STRANGER), byName);
    }

    @Override
    public int iterations() {
        return iterations;
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public String method() {
        return method;
    }

    /**
     * The greatest change of a share or of an annotator's probability against another model of the same shape, relative to the larger one or
     * to {@code least} if that is larger still.
     */
    double change(ConfusionModel before, double least) {
        return Math.max(
                change(before.shares, shares, shares.length, least),
                change(before.table, table, row(annotators, 0), least));
    }

    private static double change(double[] before, double[] after, int length, double least) {
        double change = 0;
        for (int i = 0; i < length; i++) {
            double relativeTo = Math.max(least, Math.max(before[i], after[i]));
            change = Math.max(change, Math.abs(after[i] - before[i]) / relativeTo);
        }
        return change;
    }

    /** The mean log probability of the model's own parts under counts: Σ counts · log p. */
    double expectedLog(StateCounts counts) {
        double sum = 0;
        int states = shares.length;
        for (int annotator = 0; annotator < counts.annotators(); annotator++) {
            for (int answer = 0; answer < classes; answer++) {
                int base = (annotator * classes + answer) * states;
                for (int s = 0; s < states; s++) {
                    sum += counts.count(annotator, answer, s) * logs[base + s];
                }
            }
        }
        return sum;
    }

    /** The log of a state's share. */
    double logShare(int state) {
        return logShares[state];
    }
}
