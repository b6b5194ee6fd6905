package dev.labelmill.core.training;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.List;

/**
 * Vectors with few zeros, kept both row by row and column by column: then both products are sums of whole vectors, four
 * at a time. Each vector is an array of its own because only then the compiler can tell that a sum overlaps none of them,
 * and uses SIMD instructions: 14 multiplications a nanosecond in place of 3.
 */
final class DenseBlock implements Block {

    private static final int AT_ONCE = 4;

    private final double[][] byRow;
    private final double[][] byColumn;

    /** @param columnOf the column of each feature, or -1 */
    DenseBlock(List<Example> examples, int columns, int[] columnOf) {
        this.byRow = new double[examples.size()][columns];
        this.byColumn = new double[columns][examples.size()];
        for (int n = 0; n < byRow.length; n++) {
            FeatureVector x = examples.get(n).features();
            for (int i = 0; i < x.size(); i++) {
                int column = columnOf[x.indices()[i]];
                if (column >= 0) {
                    byRow[n][column] = x.values()[i];
                    byColumn[column][n] = x.values()[i];
                }
            }
        }
    }

    @Override
    public int rows() {
        return byRow.length;
    }

    @Override
    public void addScores(double[] weights, int classes, double[] scores) {
        addProducts(weights, byColumn, classes, scores, byRow.length);
    }

    @Override
    public void addGradient(double[] residuals, int classes, double[] gradient) {
        addProducts(residuals, byRow, classes, gradient, byColumn.length);
    }

    /** Adds {@code Σ_j factors[k][j] · vectors[j]} to {@code sums[k]} for each class k. */
    private static void addProducts(double[] factors, double[][] vectors, int classes, double[] sums, int length) {
        double[] sum = new double[length];
        for (int k = 0; k < classes; k++) {
            System.arraycopy(sums, k * length, sum, 0, length);
            int from = k * vectors.length;
            int j = 0;
            for (; j + AT_ONCE <= vectors.length; j += AT_ONCE) {
                addFour(factors, from + j, vectors, j, sum);
            }
            for (; j < vectors.length; j++) {
                add(factors[from + j], vectors[j], sum);
            }
            System.arraycopy(sum, 0, sums, k * length, length);
        }
    }

    private static void addFour(double[] factors, int from, double[][] vectors, int j, double[] sum) {
        double a = factors[from];
        double b = factors[from + 1];
        double c = factors[from + 2];
        double d = factors[from + 3];
        double[] first = vectors[j];
        double[] second = vectors[j + 1];
        double[] third = vectors[j + 2];
        double[] fourth = vectors[j + 3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
        }
    }

    private static void add(double factor, double[] vector, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }
}
