package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * The sums of one pass: how often, in expectation, each annotator gave each answer in each state, and how many tasks
 * are in each state. States are the classes, or kinds of each class. Probabilities are added as integer multiples of
 * 2^-36, so that a sum is the same to the last bit in whatever order the tasks come; it holds up to 2^27 labels an
 * annotator and class.
 */
final class StateCounts {

    private static final double UNITS = 0x1.0p36;

    /** Logarithm of a probability that rounds to no unit. */
    private static final double NO_UNIT = -26;

    private static final double EVIDENCE_UNITS = 0x1.0p20;

    private final int annotators;
    private final int classes;
    private final int states;
    private final long[] cells;
    private final long[] tasks;
    private final long[] drawn;
    private final long[] labelled;
    private final int[] present;
    private final long[] units;
    private long labels;
    private long evidence;
    private long priors;

    StateCounts(int annotators, int classes, int states) {
        this.annotators = annotators;
        this.classes = classes;
        this.states = states;
        this.cells = new long[Math.multiplyExact(Math.multiplyExact(annotators, classes), states)];
        this.tasks = new long[states];
        this.drawn = new long[states];
        this.labelled = new long[states];
        this.present = new int[states];
        this.units = new long[states];
    }

    /** Of every task that tells anything, its vote shares, each class being one state. */
    static StateCounts ofShares(VoteSource votes) {
        int classes = votes.classes();
        StateCounts counts = new StateCounts(votes.annotators(), classes, classes);
        double[] truth = new double[classes];
        votes.forEach(task -> {
            if (task.isKnown()) {
                Arrays.fill(truth, 0);
                truth[task.known()] = 1;
                counts.add(task, truth, 0);
            } else if (task.count() > 0) {
                MajorityVote.shares(task, truth);
                counts.add(task, truth, 0);
            }
        });
        return counts;
    }

    /** Of every task that tells anything, what a model believes of it. */
    static StateCounts ofBeliefs(VoteSource votes, ConfusionModel model) {
        StateCounts counts = new StateCounts(votes.annotators(), votes.classes(), model.states());
        double[] belief = new double[model.states()];
        votes.forEach(task -> {
            if (task.isKnown() || task.count() > 0) {
                counts.add(task, belief, model.states(task, belief, NO_UNIT));
            }
        });
        return counts;
    }

    /** Adds a task whose state is distributed so. */
    void add(TaskView task, double[] state, double logEvidence) {
        boolean isDrawn = task.prior() == null || task.isKnown();
        int size = 0;
        for (int s = 0; s < states; s++) {
            long share = (long) (state[s] * UNITS + 0.5);
            if (share > 0) {
                tasks[s] += share;
                drawn[s] += isDrawn ? share : 0;
                labelled[s] += isDrawn ? share * task.count() : 0;
                present[size] = s;
                units[size++] = share;
            }
        }
        for (int i = 0; i < task.count(); i++) {
            int base = (task.annotator(i) * classes + task.answer(i)) * states;
            for (int at = 0; at < size; at++) {
                cells[base + present[at]] += units[at];
            }
        }
        labels += task.count();
        evidence += Math.round(logEvidence * EVIDENCE_UNITS);
        if (!isDrawn) {
            priors += (task.count() - 1) * Math.round(expectedLogPrior(task, state) * EVIDENCE_UNITS);
        }
    }

    private double expectedLogPrior(TaskView task, double[] state) {
        double sum = 0;
        double mean = 0;
        for (double weight : task.prior()) {
            sum += weight;
        }
        for (int s = 0; s < states; s++) {
            double weight = task.prior()[s / (states / classes)];
            mean += state[s] > 0 && weight > 0 ? state[s] * Math.log(weight / sum) : 0;
        }
        return mean;
    }

    int annotators() {
        return annotators;
    }

    int classes() {
        return classes;
    }

    int states() {
        return states;
    }

    /** How often an annotator gave an answer in a state. */
    double count(int annotator, int answer, int state) {
        return cells[(annotator * classes + answer) * states + state] / UNITS;
    }

    /** How many tasks are in a state. */
    double tasks(int state) {
        return tasks[state] / UNITS;
    }

    /** How many of them the distribution over states is about: those that have no prior of their own. */
    double drawn(int state) {
        return drawn[state] / UNITS;
    }

    /** How many answers those have that {@link #drawn} counts. */
    double labelled(int state) {
        return labelled[state] / UNITS;
    }

    /** How many answers there are. */
    long labels() {
        return labels;
    }

    /** The log probability of everything under the model that was believed. */
    double evidence() {
        return evidence / EVIDENCE_UNITS;
    }

    /** What the tasks' own priors add in expectation, beyond what {@link #evidence} has of them, if they count once for every answer. */
    double priors() {
        return priors / EVIDENCE_UNITS;
    }

    /** The counts over all annotators: rows are states, columns answers. */
    double[][] pooled() {
        long[] sums = new long[classes * states];
        for (int cell = 0; cell < cells.length; cell++) {
            sums[cell % sums.length] += cells[cell];
        }
        double[][] rows = new double[states][classes];
        for (int i = 0; i < sums.length; i++) {
            rows[i % states][i / states] = sums[i] / UNITS;
        }
        return rows;
    }

    /** One annotator's counts: rows are states, columns answers. */
    double[][] of(int annotator) {
        double[][] rows = new double[states][classes];
        for (int state = 0; state < states; state++) {
            for (int answer = 0; answer < classes; answer++) {
                rows[state][answer] = count(annotator, answer, state);
            }
        }
        return rows;
    }

    /** The distribution over states, each having been seen so many times beforehand. */
    double[] shares(double seenBefore) {
        double[] shares = new double[states];
        double sum = 0;
        for (int s = 0; s < states; s++) {
            shares[s] = tasks(s) + seenBefore;
            sum += shares[s];
        }
        for (int s = 0; s < states; s++) {
            shares[s] = sum > 0 ? shares[s] / sum : 1.0 / states;
        }
        return shares;
    }
}
