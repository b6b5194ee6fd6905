package dev.labelmill.core.training;

import dev.labelmill.core.prelabel.FeatureVector;
import java.util.Arrays;
import java.util.List;

/** Vectors with few numbers that are not zero, in compressed rows; a feature's weights for all classes lie together. */
final class SparseBlock implements Block {

    private final int[] starts;
    private final int[] columns;
    private final float[] values;

    /** @param columnOf the column of each feature, or -1 */
    SparseBlock(List<Example> examples, int[] columnOf) {
        int total =
                examples.stream().mapToInt(example -> example.features().size()).sum();
        this.starts = new int[examples.size() + 1];
        this.columns = new int[total];
        this.values = new float[total];
        int at = 0;
        for (int n = 0; n < examples.size(); n++) {
            FeatureVector x = examples.get(n).features();
            for (int i = 0; i < x.size(); i++) {
                int column = columnOf[x.indices()[i]];
                if (column >= 0) {
                    columns[at] = column;
                    values[at++] = x.values()[i];
                }
            }
            starts[n + 1] = at;
        }
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public void addScores(double[] weights, int classes, double[] scores) {
        double[] sums = new double[classes];
        for (int n = 0; n < rows(); n++) {
            Arrays.fill(sums, 0);
            for (int at = starts[n]; at < starts[n + 1]; at++) {
                int row = columns[at] * classes;
                for (int k = 0; k < classes; k++) {
                    sums[k] += values[at] * weights[row + k];
                }
            }
            for (int k = 0; k < classes; k++) {
                scores[k * rows() + n] += sums[k];
            }
        }
    }

    @Override
    public void addGradient(double[] residuals, int classes, double[] gradient) {
        double[] own = new double[classes];
        for (int n = 0; n < rows(); n++) {
            for (int k = 0; k < classes; k++) {
                own[k] = residuals[k * rows() + n];
            }
            for (int at = starts[n]; at < starts[n + 1]; at++) {
                int row = columns[at] * classes;
                for (int k = 0; k < classes; k++) {
                    gradient[row + k] += values[at] * own[k];
                }
            }
        }
    }
}
