package dev.labelmill.core.annotator;

import dev.labelmill.core.certificate.ClopperPearson;
import dev.labelmill.core.consensus.TaskView;
import java.util.Optional;

/**
 * What is counted of each annotator's answers, task by task, so that tasks need not be in memory at once. Tasks whose
 * answer is known beforehand say nothing of accuracy, since whoever made it known may have been trained on them; only
 * those that were given out as tests do.
 *
 * <p>Counts by class are kept only while annotators times classes are at most {@value #MAX_CELLS}, confusions while
 * annotators times classes squared are; beyond, what needs them is empty.
 */
public final class AnnotatorCounts {

    /** 16 million counters of four bytes. */
    static final long MAX_CELLS = 1 << 24;

    /** An annotator with fewer answers may well have met one class only: of such a one little is known. */
    public static final int LEAST_LABELS = 10;

    /** Share of one answer from which an annotator gives nearly nothing else. */
    static final double ONE_ANSWER = 0.95;

    /** How improbable that share must be for somebody who answers a class as often as it occurs. */
    private static final double ALPHA = 0.001;

    private final int classes;
    private final int[] labels;
    private final int[] compared;
    private final int[] agreeing;
    private final int[] tested;
    private final int[] right;
    private final int[] answers;
    private final int[] truths;
    private final int[] confusions;

    /**
     * @param classes number of classes, at least 1
     * @param annotators a bound that every annotator's number lies below
     */
    public AnnotatorCounts(int classes, int annotators) {
        this.classes = classes;
        this.labels = new int[annotators];
        this.compared = new int[annotators];
        this.agreeing = new int[annotators];
        this.tested = new int[annotators];
        this.right = new int[annotators];
        this.answers = cells((long) annotators * classes);
        this.truths = new int[answers.length];
        this.confusions = cells((long) annotators * classes * classes);
    }

    private static int[] cells(long count) {
        return new int[count <= MAX_CELLS ? (int) count : 0];
    }

    /**
     * Adds a task.
     *
     * @param consensus class index of its answer as far as known; ignored where it has none
     * @param gold class index of its true answer, which may be none of the classes; -1 where it is not known
     */
    public void add(TaskView task, int consensus, int gold) {
        for (int i = 0; i < task.count(); i++) {
            int annotator = task.annotator(i);
            int answer = task.answer(i);
            labels[annotator]++;
            countByClass(annotator, answer, consensus);
            if (task.isKnown()) {
                continue;
            }
            if (task.count() > 1) {
                compared[annotator]++;
                agreeing[annotator] += answer == consensus ? 1 : 0;
            }
            if (gold >= 0) {
                tested[annotator]++;
                right[annotator] += answer == gold ? 1 : 0;
            }
        }
    }

    /**
     * Adds a task that was given out to test annotators: its answer counts as gold, and is no consensus.
     *
     * @param truth class index of the answer that is known beforehand
     */
    public void addTest(TaskView task, int truth) {
        for (int i = 0; i < task.count(); i++) {
            int annotator = task.annotator(i);
            labels[annotator]++;
            countByClass(annotator, task.answer(i), truth);
            tested[annotator]++;
            right[annotator] += task.answer(i) == truth ? 1 : 0;
        }
    }

    private void countByClass(int annotator, int answer, int consensus) {
        if (answers.length > 0) {
            answers[annotator * classes + answer]++;
            truths[annotator * classes + consensus]++;
        }
        if (confusions.length > 0) {
            confusions[(annotator * classes + consensus) * classes + answer]++;
        }
    }

    /** How many answers an annotator gave. */
    public long labels(int annotator) {
        return labels[annotator];
    }

    /** How often an annotator gave the true answer; empty where none is known. */
    public Optional<Proportion> onGold(int annotator) {
        return proportion(right[annotator], tested[annotator]);
    }

    /**
     * How often an annotator gave the consensus, of the tasks that somebody else answered too. The annotator's own
     * answer has its part in the consensus, which flatters where few answered.
     */
    public Optional<Proportion> onConsensus(int annotator) {
        return proportion(agreeing[annotator], compared[annotator]);
    }

    private static Optional<Proportion> proportion(int successes, int trials) {
        return trials == 0 ? Optional.empty() : Optional.of(new Proportion(successes, trials));
    }

    /** The class that an annotator favours most, by the consensus; empty without answers. */
    public Optional<Bias> bias(int annotator) {
        if (answers.length == 0 || labels[annotator] == 0) {
            return Optional.empty();
        }
        int most = 0;
        for (int k = 1; k < classes; k++) {
            if (excess(annotator, k) > excess(annotator, most)) {
                most = k;
            }
        }
        return Optional.of(new Bias(most, (double) Math.max(0, excess(annotator, most)) / labels[annotator]));
    }

    private int excess(int annotator, int k) {
        return answers[annotator * classes + k] - truths[annotator * classes + k];
    }

    /**
     * Whether an annotator of at least 10 answers gave one of them nearly always (95 %), and more often than the tasks'
     * consensus explains: by an exact bound that fails once in a thousand, the class counted once more than it occurs.
     */
    public Optional<SpamSignal.OneAnswer> oneAnswer(int annotator) {
        if (answers.length == 0 || labels[annotator] < LEAST_LABELS) {
            return Optional.empty();
        }
        int most = 0;
        for (int k = 1; k < classes; k++) {
            if (answers[annotator * classes + k] > answers[annotator * classes + most]) {
                most = k;
            }
        }
        int given = answers[annotator * classes + most];
        double share = (double) given / labels[annotator];
        double occurring = (truths[annotator * classes + most] + 1.0) / (labels[annotator] + 1.0);
        boolean signal = share >= ONE_ANSWER && ClopperPearson.lower(given, labels[annotator], ALPHA) > occurring;
        return signal ? Optional.of(new SpamSignal.OneAnswer(most, share)) : Optional.empty();
    }

    /**
     * How often an annotator gave each answer (column) to tasks of each consensus (row), tasks of known answers among
     * them; empty where there are too many classes to count so.
     */
    public Optional<long[][]> confusion(int annotator) {
        if (confusions.length == 0) {
            return Optional.empty();
        }
        long[][] rows = new long[classes][classes];
        for (int cell = 0; cell < classes * classes; cell++) {
            rows[cell / classes][cell % classes] = confusions[annotator * classes * classes + cell];
        }
        return Optional.of(rows);
    }
}
