package dev.labelmill.core.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects answers in any order. Where an annotator answers a task again, the last answer stands. Takes ten bytes an
 * answer while it collects, and is of no use after {@link #build}.
 */
public final class VotesBuilder {

    /** Answers in one block: large enough to be few, small enough to waste little. */
    private static final int BLOCK = 1 << 16;

    /** An answer that a later one replaces. */
    private static final int REPLACED = -1;

    private final List<int[]> tasks = new ArrayList<>();
    private final List<int[]> annotators = new ArrayList<>();
    private final List<char[]> answers = new ArrayList<>();
    private int[] known = {};
    private double[][] priors = {};
    private int size;
    private int highestTask = -1;
    private int highestAnnotator = -1;
    private int highestClass = -1;
    private boolean keepsRepeats;

    VotesBuilder() {}

    /**
     * An answer.
     *
     * @param task number of the task, from 0
     * @param annotator number of the annotator, from 0
     * @param answer number of the class, from 0
     * @throws IllegalArgumentException if one is negative or the class too high for {@link VoteSource#MAX_CLASSES}
     */
    public VotesBuilder add(int task, int annotator, int answer) {
        require(task, annotator, answer);
        int at = size % BLOCK;
        if (at == 0) {
            tasks.add(new int[BLOCK]);
            annotators.add(new int[BLOCK]);
            answers.add(new char[BLOCK]);
        }
        tasks.get(tasks.size() - 1)[at] = task;
        annotators.get(tasks.size() - 1)[at] = annotator;
        answers.get(tasks.size() - 1)[at] = (char) answer;
        size = Math.incrementExact(size);
        highestAnnotator = Math.max(highestAnnotator, annotator);
        return this;
    }

    /** A task, whether or not anybody answers it. */
    public VotesBuilder task(int task) {
        requireTask(task);
        return this;
    }

    /** A task with all a view shows of it, under a number of its own. */
    void add(int number, TaskView task) {
        task(number);
        if (task.isKnown()) {
            known(number, task.known());
        }
        if (task.prior() != null) {
            prior(number, task.prior());
        }
        for (int i = 0; i < task.count(); i++) {
            add(number, task.annotator(i), task.answer(i));
        }
    }

    /** A task's answer as it is known beforehand. */
    public VotesBuilder known(int task, int answer) {
        require(task, 0, answer);
        int length = known.length;
        if (task >= length) {
            known = Arrays.copyOf(known, grown(length, task));
            Arrays.fill(known, length, known.length, -1);
        }
        known[task] = answer;
        return this;
    }

    /**
     * A task's own distribution over classes, such as a pre-label's.
     *
     * @param prior one weight a class, none negative and one positive
     * @throws IllegalArgumentException if it is no such distribution
     */
    public VotesBuilder prior(int task, double[] prior) {
        require(task, 0, prior.length - 1);
        Posterior.checkPrior(prior);
        if (task >= priors.length) {
            priors = Arrays.copyOf(priors, grown(priors.length, task));
        }
        priors[task] = prior.clone();
        return this;
    }

    /** Lets every answer stand, also several of one annotator to one task. */
    public VotesBuilder keepingRepeats() {
        keepsRepeats = true;
        return this;
    }

    private void require(int task, int annotator, int answer) {
        requireTask(task);
        if (annotator < 0 || annotator == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no number of an annotator: " + annotator);
        }
        if (answer < 0 || answer >= VoteSource.MAX_CLASSES) {
            throw new IllegalArgumentException("no number of a class: " + answer);
        }
        highestClass = Math.max(highestClass, answer);
    }

    private void requireTask(int task) {
        if (task < 0 || task == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no number of a task: " + task);
        }
        highestTask = Math.max(highestTask, task);
    }

    private static int grown(int length, int index) {
        return Math.max(index + 1, (int) Math.min(Integer.MAX_VALUE - 8L, length * 2L));
    }

    /**
     * The answers by task.
     *
     * @param classes number of classes; 0 or 1 is taken as 2 of which no more than one occurs, so that every method
     *     has something to choose between
     * @throws IllegalArgumentException if an answer or a prior does not fit it
     */
    public Votes build(int classes) {
        check(classes);
        int least = Math.max(2, classes);
        int[] from = starts();
        int[] who = new int[size];
        char[] what = new char[size];
        distribute(from, who, what);
        int kept = keepsRepeats ? size : withoutRepeats(from, who, what);
        return new Votes(
                least,
                highestAnnotator + 1,
                from,
                kept == size ? who : Arrays.copyOf(who, kept),
                kept == size ? what : Arrays.copyOf(what, kept),
                known,
                priors,
                size - kept);
    }

    private void check(int classes) {
        if (classes < 0 || classes > VoteSource.MAX_CLASSES) {
            throw new IllegalArgumentException("no number of classes: " + classes);
        }
        if (highestClass >= classes) {
            throw new IllegalArgumentException("class " + highestClass + " is not below their number, " + classes);
        }
        for (double[] prior : priors) {
            if (prior != null && prior.length != Math.max(2, classes)) {
                throw new IllegalArgumentException("a prior has " + prior.length + " classes, not " + classes);
            }
        }
    }

    /** Per task where its answers begin, and behind the last one where they end. */
    private int[] starts() {
        int[] from = new int[highestTask + 2];
        for (int i = 0; i < size; i++) {
            from[tasks.get(i / BLOCK)[i % BLOCK] + 1]++;
        }
        for (int task = 0; task <= highestTask; task++) {
            from[task + 1] += from[task];
        }
        return from;
    }

    private void distribute(int[] from, int[] who, char[] what) {
        int[] next = from.clone();
        for (int block = 0; block < tasks.size(); block++) {
            int length = Math.min(BLOCK, size - block * BLOCK);
            for (int i = 0; i < length; i++) {
                int at = next[tasks.get(block)[i]]++;
                who[at] = annotators.get(block)[i];
                what[at] = answers.get(block)[i];
            }
            annotators.set(block, null);
            answers.set(block, null);
        }
    }

    /** Drops replaced answers in place and gives how many are left. */
    private int withoutRepeats(int[] from, int[] who, char[] what) {
        int[] lastTask = new int[highestAnnotator + 1];
        Arrays.fill(lastTask, -1);
        int kept = 0;
        int begin = 0;
        for (int task = 0; task <= highestTask; task++) {
            int end = from[task + 1];
            for (int i = end - 1; i >= begin; i--) {
                if (lastTask[who[i]] == task) {
                    who[i] = REPLACED;
                } else {
                    lastTask[who[i]] = task;
                }
            }
            for (int i = begin; i < end; i++) {
                if (who[i] != REPLACED) {
                    who[kept] = who[i];
                    what[kept++] = what[i];
                }
            }
            from[task + 1] = kept;
            begin = end;
        }
        return kept;
    }
}
