package dev.labelmill.core.consensus;

/**
 * One task as a {@link VoteSource} shows it: who answered what, as numbers. A view is reused for the next task, so
 * whatever is to be kept of it must be copied. Arrays are shared with the source and never changed by a reader.
 */
public final class TaskView {

    private static final int UNKNOWN = -1;

    private long task;
    private int known = UNKNOWN;
    private double[] prior;
    private int[] annotators = {};
    private char[] answers = {};
    private int from;
    private int count;

    /** Number of the task, from 0; numbers need not be dense. */
    public long task() {
        return task;
    }

    /** The class where the answer is known beforehand (gold, or an expert's word), else -1. */
    public int known() {
        return known;
    }

    /** Whether the answer is known beforehand. */
    public boolean isKnown() {
        return known != UNKNOWN;
    }

    /**
     * The task's own distribution over classes, such as a pre-label that annotators did not see; null where there
     * is none. Weights are not negative, one is positive; they need not sum to 1.
     */
    public double[] prior() {
        return prior;
    }

    /** How many answers it has. */
    public int count() {
        return count;
    }

    /** The annotator of an answer, from 0. */
    public int annotator(int i) {
        return annotators[from + i];
    }

    /** The class of an answer, from 0. */
    public int answer(int i) {
        return answers[from + i];
    }

    /** Points the view at a part of shared arrays. */
    TaskView point(long task, int known, double[] prior, int[] annotators, char[] answers, int from, int to) {
        this.task = task;
        this.known = known;
        this.prior = prior;
        this.annotators = annotators;
        this.answers = answers;
        this.from = from;
        this.count = to - from;
        return this;
    }

    /** The same task with another prior, in a view of its own. */
    TaskView withPrior(double[] other) {
        return new TaskView().point(task, known, other, annotators, answers, from, from + count);
    }

    /** A view of its own arrays, for a task that no source holds. */
    public static TaskView of(long task, int known, double[] prior, int[] annotators, int[] answers) {
        char[] classes = new char[answers.length];
        for (int i = 0; i < answers.length; i++) {
            classes[i] = (char) answers[i];
        }
        return new TaskView().point(task, known, prior, annotators, classes, 0, classes.length);
    }
}
