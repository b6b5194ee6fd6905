package dev.labelmill.core.annotator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects how long labels took, as {@link WorkTimes} does, in memory that does not grow with the labels: per annotator a
 * histogram whose buckets grow by a constant factor, so that a median is within 1 % of the exact one (DDSketch: Masson, Rim
 * and Lee, VLDB 2019). Four bytes for each bucket between an annotator's fastest and slowest label: of one that takes
 * between a second and two minutes about a kilobyte.
 */
public final class WorkSketches {

    /** How far an estimate may lie from the true value, as a share of it. */
    static final double ERROR = 0.01;

    private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
    private static final double LOG_GROWTH = Math.log(GROWTH);
    private static final double MILLIS = 1000;

    private final List<Sketch> sketches = new ArrayList<>();

    /**
     * A label.
     *
     * @param annotator number of the annotator, from 0
     * @param millis    the time it took, in milliseconds; nothing is known of 0 and less
     */
    public void add(int annotator, long millis) {
        while (sketches.size() <= annotator) {
            sketches.add(new Sketch());
        }
        if (millis > 0) {
            sketches.get(annotator).add((int) Math.ceil(Math.log(millis) / LOG_GROWTH));
        }
    }

    /** Every annotator's pace. */
    public Pace pace() {
        return new Pace(
                sketches.stream().mapToDouble(Sketch::median).toArray(),
                sketches.stream().mapToInt(sketch -> sketch.size).toArray());
    }

    /** One annotator's histogram: bucket i holds what is at most GROWTH to the power of i, and more than to i - 1. */
    private static final class Sketch {
        private int[] counts = {};
        private int first;
        private int size;

        void add(int bucket) {
            cover(bucket);
            counts[bucket - first]++;
            size = Math.incrementExact(size);
        }

        private void cover(int bucket) {
            if (size == 0) {
                first = bucket;
                counts = new int[1];
            } else if (bucket < first) {
                int[] wider = new int[counts.length + first - bucket];
                System.arraycopy(counts, 0, wider, first - bucket, counts.length);
                counts = wider;
                first = bucket;
            } else if (bucket - first >= counts.length) {
                counts = Arrays.copyOf(counts, bucket - first + 1);
            }
        }

        /** In seconds; NaN of nothing. Of an even number the mean of the two in the middle. */
        double median() {
            return size == 0 ? Double.NaN : (value((size - 1) / 2) + value(size / 2)) / 2 / MILLIS;
        }

        /** The value of a rank, from 0: of its bucket what is at most {@link #ERROR} from either end. */
        private double value(int rank) {
            int bucket = 0;
            int below = counts[0];
            while (below <= rank) {
                bucket++;
                below += counts[bucket];
            }
            return 2 * Math.pow(GROWTH, first + bucket) / (GROWTH + 1);
        }
    }
}
