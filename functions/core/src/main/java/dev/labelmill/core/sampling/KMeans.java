package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cells around means: Lloyd's algorithm (IEEE Transactions on Information Theory 28, 1982) from the start of Arthur and
 * Vassilvitskii ("k-means++", SODA 2007), on a sample of the items; every item then belongs to the nearest mean. Draws are
 * hashes, so the same sample in the same order gives the same means.
 *
 * @param means one vector a cluster, all of one length; not copied
 */
public record KMeans(float[][] means) implements Clustering {

    private static final int ITERATIONS = 25;

    /** @throws IllegalArgumentException if there are no means, or more than {@link ScoreCounts#CELLS} */
    public KMeans {
        if (means.length < 1 || means.length > ScoreCounts.CELLS) {
            throw new IllegalArgumentException("there are from 1 to " + ScoreCounts.CELLS + " clusters");
        }
    }

    /**
     * Fits means to a sample.
     *
     * @param sample    at least one vector
     * @param dimension of the vectors
     * @param clusters  most clusters; a sample of fewer different vectors makes fewer
     */
    public static KMeans fit(List<FeatureVector> sample, int dimension, int clusters, Draw draw) {
        KMeans means = new KMeans(start(sample, dimension, clusters, draw));
        int[] cells = new int[0];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            int[] next = sample.stream().mapToInt(means::cell).toArray();
            if (Arrays.equals(cells, next)) {
                break;
            }
            cells = next;
            means = new KMeans(means.moved(sample, cells));
        }
        return means;
    }

    @Override
    public int cells() {
        return means.length;
    }

    @Override
    public int cell(FeatureVector features) {
        float[] dense = dense(features, means[0].length);
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < means.length; k++) {
            double distance = distance(dense, means[k]);
            if (distance < least) {
                least = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    private float[][] moved(List<FeatureVector> sample, int[] cells) {
        double[][] sums = new double[means.length][means[0].length];
        int[] counts = new int[means.length];
        for (int n = 0; n < cells.length; n++) {
            FeatureVector x = sample.get(n);
            counts[cells[n]]++;
            for (int i = 0; i < x.size(); i++) {
                sums[cells[n]][x.indices()[i]] += x.values()[i];
            }
        }
        float[][] moved = new float[means.length][];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = counts[k] == 0 ? means[k] : mean(sums[k], counts[k]);
        }
        return moved;
    }

    private static float[] mean(double[] sum, int count) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }

    /** Each next mean is a vector drawn with probability proportional to its squared distance from those there are. */
    private static float[][] start(List<FeatureVector> sample, int dimension, int clusters, Draw draw) {
        List<float[]> means = new ArrayList<>();
        List<float[]> vectors = sample.stream().map(x -> dense(x, dimension)).toList();
        double[] distances = new double[vectors.size()];
        Arrays.fill(distances, 1);
        while (means.size() < clusters) {
            double total = Arrays.stream(distances).sum();
            if (total == 0) {
                break;
            }
            int drawn = at(distances, total * draw.uniform("mean", Integer.toString(means.size())));
            float[] mean = vectors.get(drawn);
            for (int n = 0; n < distances.length; n++) {
                double distance = distance(vectors.get(n), mean);
                distances[n] = means.isEmpty() ? distance : Math.min(distances[n], distance);
            }
            means.add(mean);
        }
        return means.toArray(float[][]::new);
    }

    private static int at(double[] weights, double sum) {
        double left = sum;
        int last = 0;
        for (int n = 0; n < weights.length; n++) {
            if (weights[n] > 0) {
                last = n;
                left -= weights[n];
                if (left < 0) {
                    return n;
                }
            }
        }
        return last;
    }

    private static float[] dense(FeatureVector x, int dimension) {
        float[] dense = new float[dimension];
        for (int i = 0; i < x.size(); i++) {
            dense[x.indices()[i]] = x.values()[i];
        }
        return dense;
    }

    /** The squared distance. */
    private static double distance(float[] x, float[] mean) {
        double distance = 0;
        for (int i = 0; i < mean.length; i++) {
            double difference = x[i] - mean[i];
            distance += difference * difference;
        }
        return distance;
    }
}
