package dev.labelmill.core.training;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.List;

/**
 * Vectors with few zeros, kept both row by row and column by column: then both products are sums of whole vectors, four
 * at a time, which the compiler turns into SIMD instructions; it does not do that for inner products.
 */
final class DenseBlock implements Block {

    private static final int AT_ONCE = 4;

    private final int rows;
    private final int columns;
    private final double[] byRow;
    private final double[] byColumn;

    /** @param columnOf the column of each feature, or -1 */
    DenseBlock(List<Example> examples, int columns, int[] columnOf) {
        this.rows = examples.size();
        this.columns = columns;
        this.byRow = new double[rows * columns];
        this.byColumn = new double[rows * columns];
        for (int n = 0; n < rows; n++) {
            FeatureVector x = examples.get(n).features();
            for (int i = 0; i < x.size(); i++) {
                int column = columnOf[x.indices()[i]];
                if (column >= 0) {
                    byRow[n * columns + column] = x.values()[i];
                    byColumn[column * rows + n] = x.values()[i];
                }
            }
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void addScores(double[] weights, int classes, double[] scores) {
        for (int k = 0; k < classes; k++) {
            addProducts(weights, k * columns, columns, byColumn, rows, scores, k * rows);
        }
    }

    @Override
    public void addGradient(double[] residuals, int classes, double[] gradient) {
        for (int k = 0; k < classes; k++) {
            addProducts(residuals, k * rows, rows, byRow, columns, gradient, k * columns);
        }
    }

    /** Adds {@code Σ_j factors[from + j] · vectors[j * length …]} to {@code sums[to …]}. */
    private static void addProducts(
            double[] factors, int from, int count, double[] vectors, int length, double[] sums, int to) {
        int j = 0;
        for (; j + AT_ONCE <= count; j += AT_ONCE) {
            addFour(factors, from + j, vectors, j * length, length, sums, to);
        }
        for (; j < count; j++) {
            double factor = factors[from + j];
            int vector = j * length;
            for (int i = 0; i < length; i++) {
                sums[to + i] += factor * vectors[vector + i];
            }
        }
    }

    private static void addFour(
            double[] factors, int from, double[] vectors, int first, int length, double[] sums, int to) {
        double a = factors[from];
        double b = factors[from + 1];
        double c = factors[from + 2];
        double d = factors[from + 3];
        int second = first + length;
        int third = second + length;
        int fourth = third + length;
        for (int i = 0; i < length; i++) {
            sums[to + i] +=
                    a * vectors[first + i] + b * vectors[second + i] + c * vectors[third + i] + d * vectors[fourth + i];
        }
    }
}
