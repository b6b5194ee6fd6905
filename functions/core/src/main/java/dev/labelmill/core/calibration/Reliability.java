package dev.labelmill.core.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidences are what they say: predictions in ten ranges of confidence, each with how often they were right (the
 * reliability diagram of DeGroot and Fienberg, "The comparison and evaluation of forecasters", The Statistician 32, 1983;
 * of classifiers, Guo et al., "On calibration of modern neural networks", ICML 2017).
 *
 * @param bins ranges that some prediction falls in, by rising confidence
 */
public record Reliability(List<Bin> bins) {

    /** How many ranges of confidence there are. */
    public static final int BINS = 10;

    /** Nothing was predicted. */
    public static final Reliability NONE = new Reliability(List.of());

    /**
     * Predictions of a range.
     *
     * @param predictions how many
     * @param confidence  their mean confidence, 0 to 1
     * @param accuracy    how often they are right, 0 to 1
     */
    public record Bin(int predictions, double confidence, double accuracy) {}

    /** Copies the list. */
    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts predictions into the ranges.
     *
     * @param confidences of the class that is predicted, 0 to 1
     * @param right       1 if it is the class; against a posterior, how probable that is
     * @param weights     above 0, what a prediction counts in its range's means
     * @throws IllegalArgumentException if the arrays are not of one length
     */
    public static Reliability of(double[] confidences, double[] right, double[] weights) {
        if (confidences.length != right.length || confidences.length != weights.length) {
            throw new IllegalArgumentException("a prediction has a confidence, an outcome and a weight");
        }
        int[] predictions = new int[BINS];
        double[] weight = new double[BINS];
        double[] confidence = new double[BINS];
        double[] accuracy = new double[BINS];
        for (int i = 0; i < confidences.length; i++) {
            int bin = Math.min(BINS - 1, (int) (confidences[i] * BINS));
            predictions[bin]++;
            weight[bin] += weights[i];
            confidence[bin] += weights[i] * confidences[i];
            accuracy[bin] += weights[i] * right[i];
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (predictions[bin] > 0) {
                bins.add(new Bin(predictions[bin], confidence[bin] / weight[bin], accuracy[bin] / weight[bin]));
            }
        }
        return new Reliability(bins);
    }

    /** The expected calibration error: the mean distance of a range's confidence from its accuracy, by its predictions. */
    public double expectedError() {
        long all = bins.stream().mapToLong(Bin::predictions).sum();
        return bins.stream()
                .mapToDouble(bin -> Math.abs(bin.confidence() - bin.accuracy()) * bin.predictions() / all)
                .sum();
    }
}
