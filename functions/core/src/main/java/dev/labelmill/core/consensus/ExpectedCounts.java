package dev.labelmill.core.consensus;

import java.util.HashMap;
import java.util.Map;

/**
 * The sums of one pass: how often, in expectation, each annotator gave each answer to each truth, and how many
 * tasks there are of each class. Probabilities are added as integer multiples of 2^-36, so that a sum is the same
 * to the last bit in whatever order the tasks come; it holds up to 2^27 labels an annotator and class.
 */
final class ExpectedCounts {

    private static final double UNITS = 0x1.0p36;

    private final int classes;
    private final Map<String, long[]> byAnnotator = new HashMap<>();
    private final long[] tasks;

    ExpectedCounts(int classes) {
        this.classes = classes;
        this.tasks = new long[classes];
    }

    /** Adds a task whose truth is distributed so. */
    void add(TaskVotes task, double[] truth) {
        long[] units = new long[classes];
        for (int i = 0; i < classes; i++) {
            units[i] = Math.round(truth[i] * UNITS);
            tasks[i] += units[i];
        }
        for (Vote vote : task.votes()) {
            long[] cells = byAnnotator.computeIfAbsent(vote.annotator(), name -> new long[classes * classes]);
            for (int i = 0; i < classes; i++) {
                cells[i * classes + vote.answer()] += units[i];
            }
        }
    }

    /** The class distribution, each class having been seen so many times beforehand. */
    double[] classShares(double seenBefore) {
        double[] shares = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            shares[i] = tasks[i] / UNITS + seenBefore;
            sum += shares[i];
        }
        for (int i = 0; i < classes; i++) {
            shares[i] = sum > 0 ? shares[i] / sum : 1.0 / classes;
        }
        return shares;
    }

    /** The counts over all annotators, one row a truth. */
    double[][] pooled() {
        long[] sums = new long[classes * classes];
        byAnnotator.values().forEach(cells -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += cells[i];
            }
        });
        return rows(sums);
    }

    /** Each annotator's counts, one row a truth. */
    Map<String, double[][]> byAnnotator() {
        Map<String, double[][]> counts = new HashMap<>();
        byAnnotator.forEach((annotator, cells) -> counts.put(annotator, rows(cells)));
        return counts;
    }

    private double[][] rows(long[] cells) {
        double[][] rows = new double[classes][classes];
        for (int i = 0; i < cells.length; i++) {
            rows[i / classes][i % classes] = cells[i] / UNITS;
        }
        return rows;
    }
}
