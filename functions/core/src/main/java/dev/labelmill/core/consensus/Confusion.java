package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * How an annotator answers: p(answer | truth) for every pair of classes. Rows are truths and sum to 1.
 * Immutable. At least two classes.
 */
public final class Confusion {

    /**
     * Smallest probability that a likelihood is computed with: no single answer, however absurd it seemed
     * so far, excludes a class for ever.
     */
    static final double FLOOR = 1e-10;

    private static final double ROW_TOLERANCE = 1e-6;

    private final double[][] rows;
    private final double[][] logs;

    private Confusion(double[][] rows) {
        this.rows = rows;
        this.logs = new double[rows.length][rows.length];
        for (int truth = 0; truth < rows.length; truth++) {
            for (int answer = 0; answer < rows.length; answer++) {
                logs[truth][answer] = Math.log(Math.max(FLOOR, rows[truth][answer]));
            }
        }
    }

    /**
     * An annotator who is right with one probability whatever the truth, and otherwise picks any wrong class.
     *
     * @param classes number of classes, at least 2
     * @param accuracy probability of a right answer, in [0, 1]
     */
    public static Confusion symmetric(int classes, double accuracy) {
        double[][] shares = new double[classes][classes];
        for (double[] row : shares) {
            Arrays.fill(row, 1);
        }
        return coin(accuracy, shares);
    }

    /**
     * An annotator who is right with one probability whatever the truth, and whose mistakes fall on the wrong
     * classes in given shares.
     *
     * @param accuracy probability of a right answer, in [0, 1]
     * @param mistakes per truth the weights of the answers, the diagonal being ignored; a row without any weight
     *     off the diagonal is taken as even
     */
    static Confusion coin(double accuracy, double[][] mistakes) {
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("an accuracy lies between 0 and 1: " + accuracy);
        }
        int classes = checkedClasses(mistakes);
        double[][] rows = new double[classes][classes];
        for (int truth = 0; truth < classes; truth++) {
            double wrong = sum(mistakes[truth]) - mistakes[truth][truth];
            for (int answer = 0; answer < classes; answer++) {
                double share = wrong > 0 ? mistakes[truth][answer] / wrong : 1.0 / (classes - 1);
                rows[truth][answer] = answer == truth ? accuracy : (1 - accuracy) * share;
            }
        }
        return new Confusion(rows);
    }

    /**
     * The posterior mean under a Dirichlet prior on each row:
     * {@code (counts[t][a] + strength * towards(t, a)) / (sum of counts[t] + strength)}.
     *
     * @param counts per truth and answer how often it was seen, fractions allowed, none negative
     * @param towards what a row without counts looks like
     * @param strength how many answers per row the prior is worth, from 0; where neither counts nor strength are
     *     positive the row is that of {@code towards}
     */
    public static Confusion shrunk(double[][] counts, Confusion towards, double strength) {
        if (!(strength >= 0)) {
            throw new IllegalArgumentException("a strength must not be negative: " + strength);
        }
        int classes = checkedClasses(counts);
        if (classes != towards.classes()) {
            throw new IllegalArgumentException(
                    "counts have " + classes + " classes but the prior has " + towards.classes());
        }
        double[][] rows = new double[classes][classes];
        for (int truth = 0; truth < classes; truth++) {
            double seen = sum(counts[truth]);
            for (int answer = 0; answer < classes; answer++) {
                double prior = towards.rows[truth][answer];
                rows[truth][answer] =
                        seen + strength > 0 ? (counts[truth][answer] + strength * prior) / (seen + strength) : prior;
            }
        }
        return new Confusion(rows);
    }

    /**
     * Takes probabilities as they are.
     *
     * @param rows square, each row non-negative and summing to 1 within 1e-6
     * @throws IllegalArgumentException if they are not
     */
    public static Confusion of(double[][] rows) {
        checkedClasses(rows);
        for (double[] row : rows) {
            if (Math.abs(sum(row) - 1) > ROW_TOLERANCE) {
                throw new IllegalArgumentException("a confusion's rows must sum to 1: " + Arrays.toString(row));
            }
        }
        return new Confusion(copy(rows));
    }

    /** Probability of an answer given the truth, both as class indices; in [0, 1]. */
    public double p(int truth, int answer) {
        return rows[truth][answer];
    }

    /** Natural logarithm of {@link #p}, of {@value #FLOOR} where that is larger. */
    double logP(int truth, int answer) {
        return logs[truth][answer];
    }

    /** Number of classes. */
    public int classes() {
        return rows.length;
    }

    /** The probabilities, one row a truth; the caller's own copy. */
    public double[][] toArray() {
        return copy(rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Confusion that && Arrays.deepEquals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(rows);
    }

    @Override
    public String toString() {
        return "Confusion" + Arrays.deepToString(rows);
    }

    private static int checkedClasses(double[][] rows) {
        if (rows.length < 2) {
            throw new IllegalArgumentException("a confusion needs at least two classes, not " + rows.length);
        }
        for (double[] row : rows) {
            if (row.length != rows.length) {
                throw new IllegalArgumentException("a confusion is square: " + Arrays.deepToString(rows));
            }
            for (double value : row) {
                if (!(value >= 0)) {
                    throw new IllegalArgumentException("a confusion has no negative entry: " + value);
                }
            }
        }
        return rows.length;
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
        }
        return sum;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
