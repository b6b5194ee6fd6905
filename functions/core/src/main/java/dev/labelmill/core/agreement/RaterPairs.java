package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.Arrays;

/**
 * The contingency tables of all pairs of raters that rated a common unit. With p_ck a table's shares, and r_c and s_k
 * those of its margins, kappa is 1 - O / E of O = Σ δ_ck p_ck and E = Σ δ_ck r_c s_k, and a unit in cell (c, k) has the
 * influence 1/n [O/E² (Σ_j δ_cj s_j + Σ_j δ_jk r_j - 2 E) - (δ_ck - O) / E] (Fleiss, Cohen and Everitt 1969).
 */
final class RaterPairs {

    private final int classes;
    private final long raters;
    /** How often a pair of raters gave a pair of classes; then a unit's influence on the pair's kappa. */
    private final LongTable cells = new LongTable();

    private RaterPairs(int classes, long raters) {
        this.classes = classes;
        this.raters = raters;
        Math.multiplyExact(Math.multiplyExact(raters, raters), (long) classes * classes);
    }

    static RaterPairs of(RatingSource source) {
        long[] last = {0};
        source.forEach((raters, answers, ratings) -> {
            for (int i = 0; i < ratings; i++) {
                last[0] = Math.max(last[0], raters[i]);
            }
        });
        RaterPairs pairs = new RaterPairs(source.classes(), last[0] + 1);
        source.forEach((raters, answers, ratings) -> {
            for (int i = 0; i < ratings; i++) {
                for (int j = 0; j < i; j++) {
                    pairs.cells.add(pairs.key(raters, answers, i, j), 1);
                }
            }
        });
        return pairs;
    }

    /** The lower rater's class is the row. */
    private long key(int[] raters, int[] answers, int i, int j) {
        int row = raters[i] < raters[j] ? i : j;
        int column = i + j - row;
        return ((raters[row] * this.raters + raters[column]) * classes + answers[row]) * classes + answers[column];
    }

    /** May be called once, since it turns the counts into influences. */
    Coefficient meanKappa(RatingSource source, double[][] differences, double confidence) {
        long[] keys = cells.sortedKeys();
        Table table = new Table(differences);
        double sum = 0;
        long kappas = 0;
        int start = 0;
        for (int end = 1; end <= keys.length; end++) {
            if (end == keys.length || pair(keys[end]) != pair(keys[start])) {
                table.load(keys, start, end);
                if (table.expected > 0) {
                    sum += 1 - table.observed / table.expected;
                    kappas++;
                }
                table.replaceByInfluences(keys, start, end);
                start = end;
            }
        }
        return kappas == 0 ? new Undefined(Reason.NO_VARIATION) : interval(source, sum / kappas, kappas, confidence);
    }

    private Coefficient interval(RatingSource source, double mean, long kappas, double confidence) {
        Influences influences = new Influences();
        source.forEach((raters, answers, ratings) -> {
            double sum = 0;
            for (int i = 0; i < ratings; i++) {
                for (int j = 0; j < i; j++) {
                    sum += cells.get(key(raters, answers, i, j));
                }
            }
            if (ratings > 1) {
                influences.add(sum / kappas);
            }
        });
        return influences.around(mean, -1, confidence);
    }

    private long pair(long key) {
        return key / ((long) classes * classes);
    }

    private int row(long key) {
        return (int) (key / classes % classes);
    }

    private int column(long key) {
        return (int) (key % classes);
    }

    /** One pair's table; loaded anew for each. */
    private final class Table {
        private final double[][] differences;
        private final double[] rows = new double[classes];
        private final double[] columns = new double[classes];
        /** Of each class in use: the mean difference from the other rater's votes. */
        private final double[] byRow = new double[classes];

        private final double[] byColumn = new double[classes];
        private double units;
        private double observed;
        private double expected;

        Table(double[][] differences) {
            this.differences = differences;
        }

        void load(long[] keys, int start, int end) {
            count(keys, start, end);
            observed = 0;
            expected = 0;
            for (int i = start; i < end; i++) {
                observed += cells.get(keys[i]) / units * differences[row(keys[i])][column(keys[i])];
            }
            for (int c = 0; c < classes; c++) {
                byRow[c] = rows[c] == 0 ? 0 : dot(differences[c], columns);
                byColumn[c] = columns[c] == 0 ? 0 : dot(differences[c], rows);
                expected += rows[c] * byRow[c];
            }
        }

        private void count(long[] keys, int start, int end) {
            Arrays.fill(rows, 0);
            Arrays.fill(columns, 0);
            units = 0;
            for (int i = start; i < end; i++) {
                units += cells.get(keys[i]);
            }
            for (int i = start; i < end; i++) {
                rows[row(keys[i])] += cells.get(keys[i]) / units;
                columns[column(keys[i])] += cells.get(keys[i]) / units;
            }
        }

        void replaceByInfluences(long[] keys, int start, int end) {
            for (int i = start; i < end; i++) {
                cells.set(keys[i], expected > 0 ? influence(row(keys[i]), column(keys[i])) : 0);
            }
        }

        private double influence(int row, int column) {
            double ratio = observed / expected;
            return (ratio * (byRow[row] + byColumn[column] - 2 * expected) - (differences[row][column] - observed))
                    / expected
                    / units;
        }

        private static double dot(double[] one, double[] other) {
            double sum = 0;
            for (int i = 0; i < one.length; i++) {
                sum += one[i] * other[i];
            }
            return sum;
        }
    }
}
