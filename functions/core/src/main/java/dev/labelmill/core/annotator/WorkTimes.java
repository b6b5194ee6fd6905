package dev.labelmill.core.annotator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects how long labels took, in any order: either the seconds of each, or when each was given. Of times, an
 * annotator's gaps between one label and the next are taken; the first label has none. Twelve bytes a label.
 */
public final class WorkTimes {

    /** Labels in one block: large enough to be few, small enough to waste little. */
    private static final int BLOCK = 1 << 16;

    private final boolean moments;
    private final List<int[]> annotators = new ArrayList<>();
    private final List<double[]> seconds = new ArrayList<>();
    private int size;
    private int highest = -1;

    private WorkTimes(boolean moments) {
        this.moments = moments;
    }

    /** For seconds that a label took. */
    public static WorkTimes ofDurations() {
        return new WorkTimes(false);
    }

    /** For the moments at which labels were given, in seconds since any one moment. */
    public static WorkTimes ofMoments() {
        return new WorkTimes(true);
    }

    /**
     * A label.
     *
     * @param annotator number of the annotator, from 0
     * @param value the seconds it took, not negative, or its moment
     * @throws IllegalArgumentException if that is no number
     */
    public void add(int annotator, double value) {
        if (!Double.isFinite(value) || !moments && value < 0) {
            throw new IllegalArgumentException("no time of work: " + value);
        }
        if (size % BLOCK == 0) {
            annotators.add(new int[BLOCK]);
            seconds.add(new double[BLOCK]);
        }
        annotators.get(size / BLOCK)[size % BLOCK] = annotator;
        seconds.get(size / BLOCK)[size % BLOCK] = value;
        size = Math.incrementExact(size);
        highest = Math.max(highest, annotator);
    }

    /** Every annotator's pace. */
    public Pace pace() {
        int[] from = starts();
        double[] sorted = byAnnotator(from);
        double[] medians = new double[highest + 1];
        int[] labels = new int[highest + 1];
        for (int annotator = 0; annotator <= highest; annotator++) {
            int begin = from[annotator];
            int end = moments ? gaps(sorted, begin, from[annotator + 1]) : from[annotator + 1];
            medians[annotator] = median(sorted, begin, end);
            labels[annotator] = end - begin;
        }
        return new Pace(medians, labels);
    }

    private int[] starts() {
        int[] from = new int[highest + 2];
        for (int i = 0; i < size; i++) {
            from[annotators.get(i / BLOCK)[i % BLOCK] + 1]++;
        }
        for (int annotator = 0; annotator <= highest; annotator++) {
            from[annotator + 1] += from[annotator];
        }
        return from;
    }

    private double[] byAnnotator(int[] from) {
        int[] next = from.clone();
        double[] sorted = new double[size];
        for (int i = 0; i < size; i++) {
            sorted[next[annotators.get(i / BLOCK)[i % BLOCK]]++] = seconds.get(i / BLOCK)[i % BLOCK];
        }
        return sorted;
    }

    /** Turns moments into the gaps between them, in place, and says where these end. */
    private static int gaps(double[] values, int begin, int end) {
        Arrays.sort(values, begin, end);
        for (int i = begin; i < end - 1; i++) {
            values[i] = values[i + 1] - values[i];
        }
        return Math.max(begin, end - 1);
    }

    /** The median of a part, which is sorted by that; NaN of nothing. */
    static double median(double[] values, int begin, int end) {
        if (begin == end) {
            return Double.NaN;
        }
        Arrays.sort(values, begin, end);
        int middle = (begin + end) >>> 1;
        return (end - begin) % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
