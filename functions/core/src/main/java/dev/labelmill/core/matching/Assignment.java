package dev.labelmill.core.matching;

import java.util.Arrays;

/**
 * The one-to-one assignment of rows to columns with the greatest sum, by the Hungarian method (Kuhn 1955) in the
 * form of shortest augmenting paths with potentials (Jonker and Volgenant 1987): O(n² m) for n rows and m ≥ n columns.
 */
public final class Assignment {

    private static final int NONE = -1;

    private final double[][] cost;
    private final int rows;
    private final int columns;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOf;

    private Assignment(double[][] cost, int rows, int columns) {
        this.cost = cost;
        this.rows = rows;
        this.columns = columns;
        this.rowPotential = new double[rows];
        this.columnPotential = new double[columns];
        this.rowOf = new int[columns];
        Arrays.fill(rowOf, NONE);
    }

    /**
     * Assigns every row a column of its own, or every column a row where there are more rows.
     *
     * @param weights rectangular, finite; gives nothing for no rows or no columns
     * @return for each row its column, or -1 for a row that is left over
     * @throws IllegalArgumentException if the rows differ in length or a weight is not finite
     */
    public static int[] maximise(double[][] weights) {
        int rows = weights.length;
        int columns = rows == 0 ? 0 : weights[0].length;
        for (double[] row : weights) {
            requireUsable(row, columns);
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, NONE);
        if (rows == 0 || columns == 0) {
            return columnOf;
        }
        if (rows <= columns) {
            int[] rowOf = new Assignment(costs(weights, rows, columns, false), rows, columns).solve();
            for (int column = 0; column < columns; column++) {
                if (rowOf[column] != NONE) {
                    columnOf[rowOf[column]] = column;
                }
            }
            return columnOf;
        }
        return new Assignment(costs(weights, columns, rows, true), columns, rows).solve();
    }

    private static void requireUsable(double[] row, int columns) {
        if (row.length != columns) {
            throw new IllegalArgumentException("all rows must have " + columns + " weights, not " + row.length);
        }
        for (double weight : row) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight must be finite, not " + weight);
            }
        }
    }

    private static double[][] costs(double[][] weights, int rows, int columns, boolean transposed) {
        double[][] cost = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                cost[r][c] = -(transposed ? weights[c][r] : weights[r][c]);
            }
        }
        return cost;
    }

    private int[] solve() {
        for (int row = 0; row < rows; row++) {
            augment(row);
        }
        return rowOf;
    }

    /** Finds the cheapest path from a free row to a free column and turns it over. */
    private void augment(int start) {
        double[] distance = new double[columns];
        int[] before = new int[columns];
        boolean[] done = new boolean[columns];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(before, NONE);
        int row = start;
        int last = NONE;
        double reached = 0;
        while (row != NONE) {
            relax(row, last, reached, distance, before, done);
            last = nearest(distance, done);
            reached = distance[last];
            done[last] = true;
            row = rowOf[last];
        }
        movePotentials(start, reached, distance, done);
        turnOver(start, last, before);
    }

    private void relax(int row, int last, double reached, double[] distance, int[] before, boolean[] done) {
        for (int column = 0; column < columns; column++) {
            double length = reached + cost[row][column] - rowPotential[row] - columnPotential[column];
            if (!done[column] && length < distance[column]) {
                distance[column] = length;
                before[column] = last;
            }
        }
    }

    private int nearest(double[] distance, boolean[] done) {
        int best = NONE;
        for (int column = 0; column < columns; column++) {
            if (!done[column] && (best == NONE || distance[column] < distance[best])) {
                best = column;
            }
        }
        return best;
    }

    private void movePotentials(int start, double reached, double[] distance, boolean[] done) {
        rowPotential[start] += reached;
        for (int column = 0; column < columns; column++) {
            if (done[column] && rowOf[column] != NONE) {
                rowPotential[rowOf[column]] += reached - distance[column];
            }
            if (done[column]) {
                columnPotential[column] -= reached - distance[column];
            }
        }
    }

    private void turnOver(int start, int last, int[] before) {
        int column = last;
        while (before[column] != NONE) {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
        rowOf[column] = start;
    }
}
