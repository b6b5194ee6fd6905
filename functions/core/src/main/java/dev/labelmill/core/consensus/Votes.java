package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * Answers in memory: six bytes an answer and eight a task. Tasks, annotators and classes are numbers; who needs their
 * names keeps an {@link Index}. Immutable; made by a {@link VotesBuilder}.
 */
public final class Votes implements VoteSource {

    private final int classes;
    private final int annotators;
    private final int[] from;
    private final int[] who;
    private final char[] what;
    private final int[] known;
    private final double[][] priors;
    private final long repeats;

    Votes(
            int classes,
            int annotators,
            int[] from,
            int[] who,
            char[] what,
            int[] known,
            double[][] priors,
            long repeats) {
        this.classes = classes;
        this.annotators = annotators;
        this.from = from;
        this.who = who;
        this.what = what;
        this.known = known;
        this.priors = priors;
        this.repeats = repeats;
    }

    /** Starts collecting. */
    public static VotesBuilder builder() {
        return new VotesBuilder();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int annotators() {
        return annotators;
    }

    @Override
    public long tasks() {
        return from.length - 1L;
    }

    /** How many answers there are. */
    public int labels() {
        return from[from.length - 1];
    }

    /** How many answers were left out because the same annotator answered the same task again later. */
    public long repeats() {
        return repeats;
    }

    @Override
    public void forEach(Visitor visitor) {
        TaskView view = new TaskView();
        for (int task = 0; task < from.length - 1; task++) {
            visitor.visit(point(view, task));
        }
    }

    /**
     * One task, in a view of its own.
     *
     * @throws ArrayIndexOutOfBoundsException if there is no such task
     */
    public TaskView task(int task) {
        return point(new TaskView(), task);
    }

    TaskView point(TaskView view, int task) {
        return view.point(task, known(task), prior(task), who, what, from[task], from[task + 1]);
    }

    private int known(int task) {
        return task < known.length ? known[task] : -1;
    }

    private double[] prior(int task) {
        return task < priors.length ? priors[task] : null;
    }

    /**
     * Votes of a source, in memory: all of them, or those of some tasks if they have too many answers together. Which
     * tasks is drawn by a hash of their numbers; they get new numbers.
     *
     * @param most answers to take, about, from 1
     */
    public static Votes sample(VoteSource source, long most) {
        if (source instanceof Votes votes && votes.labels() <= most) {
            return votes;
        }
        long[] labels = new long[1];
        source.forEach(task -> labels[0] += task.count());
        double share = Math.min(1, (double) most / Math.max(1, labels[0]));
        VotesBuilder builder = builder().keepingRepeats();
        int[] number = new int[1];
        source.forEach(task -> {
            if ((mixed(task.task()) >>> 11) * 0x1.0p-53 < share) {
                builder.add(number[0]++, task);
            }
        });
        return builder.build(source.classes());
    }

    /** Steele, Lea and Flood's mixing of 64 bits (SplitMix64, OOPSLA 2014). */
    static long mixed(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * The same answers with other numbers for the classes.
     *
     * @param numbers per class its new number: a permutation, such as {@link Index#ranks}
     * @throws IllegalArgumentException if it is none
     */
    public Votes renumbered(int[] numbers) {
        checkPermutation(numbers);
        char[] answers = new char[labels()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = (char) numbers[what[i]];
        }
        int[] knownAnswers = known.clone();
        for (int task = 0; task < known.length; task++) {
            knownAnswers[task] = known[task] < 0 ? -1 : numbers[known[task]];
        }
        double[][] moved = new double[priors.length][];
        for (int task = 0; task < priors.length; task++) {
            moved[task] = priors[task] == null ? null : moved(priors[task], numbers);
        }
        return new Votes(classes, annotators, from, who, answers, knownAnswers, moved, repeats);
    }

    private void checkPermutation(int[] numbers) {
        int[] sorted = numbers.clone();
        Arrays.sort(sorted);
        boolean permutation = sorted.length == classes;
        for (int i = 0; permutation && i < classes; i++) {
            permutation = sorted[i] == i;
        }
        if (!permutation) {
            throw new IllegalArgumentException(
                    "no permutation of " + classes + " classes: " + Arrays.toString(numbers));
        }
    }

    private static double[] moved(double[] prior, int[] numbers) {
        double[] moved = new double[prior.length];
        for (int i = 0; i < prior.length; i++) {
            moved[numbers[i]] = prior[i];
        }
        return moved;
    }
}
