package dev.labelmill.core.calibration;

import java.util.Arrays;

/**
 * All that {@link CalibrationCounts} keep of one item, so that it can be counted in more than one place.
 *
 * @param bin    of {@link ConfidenceBins}, where the labeler's confidence lies
 * @param known  whether the item's answer is known: a calibration item
 * @param wrong  whether the labeler got a known answer wrong
 * @param losses of a calibration item in micro-nats, at each {@link Temperature}; empty for another
 */
public record Observation(int bin, boolean known, boolean wrong, long[] losses) {

    private static final long[] NO_LOSSES = {};

    /** An item in a bin whose answer is not known. */
    public static Observation unknown(int bin) {
        return new Observation(bin, false, false, NO_LOSSES);
    }

    /**
     * An item whose answer is not known.
     *
     * @param probabilities the labeler's distribution, summing to 1
     */
    public static Observation of(double[] probabilities) {
        return unknown(ConfidenceBins.bin(confidence(probabilities)));
    }

    /**
     * A calibration item. Of equally probable classes the lowest index is the labeler's answer.
     *
     * @param probabilities the labeler's distribution, summing to 1
     * @param truth index of the right class
     */
    public static Observation of(double[] probabilities, int truth) {
        double confidence = confidence(probabilities);
        return new Observation(
                ConfidenceBins.bin(confidence),
                true,
                firstOf(probabilities, confidence) != truth,
                Temperature.microNats(probabilities, truth));
    }

    /** The same calibration item, but counted as an error whatever its answer was. */
    public Observation asWrong() {
        return new Observation(bin, known, true, losses);
    }

    /** The highest probability; rounding may have left it a hair above 1. */
    private static double confidence(double[] probabilities) {
        return Math.min(1, Arrays.stream(probabilities).max().orElseThrow());
    }

    private static int firstOf(double[] probabilities, double confidence) {
        int first = 0;
        while (probabilities[first] < confidence) {
            first++;
        }
        return first;
    }
}
