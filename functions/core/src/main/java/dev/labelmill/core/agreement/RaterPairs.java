package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.Arrays;

/**
 * The contingency tables of all pairs of raters that rated a common unit. With p_ck a table's shares, and r_c and s_k
 * those of its margins, kappa is 1 - O / E of O = Σ δ_ck p_ck and E = Σ δ_ck r_c s_k, and a unit in cell (c, k) has the
 * influence 1/n [O/E² (Σ_j δ_cj s_j + Σ_j δ_jk r_j - 2 E) - (δ_ck - O) / E] (Fleiss, Cohen and Everitt 1969).
 *
 * <p>That holds for one pair with many units. Where there are more pairs, each may have few: one with a single unit has
 * no such influence at all, and yet comes and goes with it. The interval of their mean is therefore the jackknife's, with
 * variance (n - 1)/n Σ (m_u - mean)² of the means m_u without each unit (Efron and Stein 1981).
 */
final class RaterPairs {

    /** What is left of no expected disagreement after rounding: one unit's would be far more. */
    private static final double ROUNDING = 1e-9;

    private final int classes;
    private final long raters;
    /** How often a pair of raters gave a pair of classes; then a unit's influence on the pair's kappa. */
    private final LongTable cells = new LongTable();

    /** Where a pair's kappa is undefined without one of the cell's units: 1. */
    private final LongTable losses = new LongTable();

    /** Units with two ratings. */
    private long units;

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
            pairs.units += ratings > 1 ? 1 : 0;
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
        boolean onePair = keys.length > 0 && pair(keys[0]) == pair(keys[keys.length - 1]);
        Table table = new Table(differences);
        Mean mean = new Mean();
        int start = 0;
        for (int end = 1; end <= keys.length; end++) {
            if (end == keys.length || pair(keys[end]) != pair(keys[start])) {
                table.load(keys, start, end);
                mean.add(table);
                if (onePair) {
                    table.replaceByInfluences(keys, start, end);
                } else {
                    table.replaceByChanges(keys, start, end);
                }
                start = end;
            }
        }
        if (mean.kappas == 0) {
            return new Undefined(Reason.NO_VARIATION);
        }
        return onePair ? linearised(source, mean, confidence) : jackknifed(source, mean, confidence);
    }

    /** The mean of the kappas that are defined. */
    private static final class Mean {
        private double sum;
        private long kappas;

        private void add(Table table) {
            if (table.expected > 0) {
                sum += table.kappa();
                kappas++;
            }
        }

        private double value() {
            return sum / kappas;
        }
    }

    private Coefficient linearised(RatingSource source, Mean mean, double confidence) {
        Influences influences = new Influences();
        source.forEach((raters, answers, ratings) -> {
            if (ratings > 1) {
                influences.add(sum(cells, raters, answers, ratings));
            }
        });
        return influences.around(mean.value(), -1, confidence);
    }

    /** A unit without which no kappa is left tells that nothing is known of others: the interval is the whole range. */
    private Coefficient jackknifed(RatingSource source, Mean mean, double confidence) {
        Influences influences = new Influences();
        boolean[] allLost = {false};
        double scale = (units - 1.0) / units;
        source.forEach((raters, answers, ratings) -> {
            if (ratings > 1) {
                double left = mean.kappas - sum(losses, raters, answers, ratings);
                allLost[0] |= left < 1;
                double without = (mean.sum + sum(cells, raters, answers, ratings)) / Math.max(1, left);
                influences.add(scale * (mean.value() - without));
            }
        });
        return allLost[0]
                ? new Coefficient.Estimate(mean.value(), Math.min(-1, mean.value()), 1)
                : influences.around(mean.value(), -1, confidence);
    }

    private double sum(LongTable table, int[] raters, int[] answers, int ratings) {
        double sum = 0;
        for (int i = 0; i < ratings; i++) {
            for (int j = 0; j < i; j++) {
                sum += table.get(key(raters, answers, i, j));
            }
        }
        return sum;
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

        double kappa() {
            return 1 - observed / expected;
        }

        /** What the sum of kappas changes by without one of a cell's units. */
        void replaceByChanges(long[] keys, int start, int end) {
            for (int i = start; i < end; i++) {
                double without = expected > 0 ? kappaWithout(row(keys[i]), column(keys[i])) : Double.NaN;
                boolean lost = expected > 0 && Double.isNaN(without);
                if (lost) {
                    losses.add(keys[i], 1);
                }
                cells.set(keys[i], expected > 0 ? (lost ? 0 : without) - kappa() : 0);
            }
        }

        /** Not a number where it is undefined. */
        private double kappaWithout(int row, int column) {
            double rest = units - 1;
            double left = units * units * expected - units * (byRow[row] + byColumn[column]) + differences[row][column];
            return rest == 0 || left < ROUNDING
                    ? Double.NaN
                    : 1 - (units * observed - differences[row][column]) * rest / left;
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
