package dev.labelmill.core.results;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How pre-labels that are no classes fared with people, by their scores: whether the final label is within the batch's tolerance
 * of the pre-label. Memory does not depend on the batch.
 */
public final class PrelabelReview {

    /** Ranges of scores that are told apart. */
    public static final int RANGES = 10;

    private final long[] items = new long[RANGES];
    private final long[] confirmed = new long[RANGES];
    private long unscored;
    private long unscoredConfirmed;
    private long unusable;
    private long absent;

    /**
     * Pre-labels of a range of scores.
     *
     * @param from      lowest score of it
     * @param to        its end, which only the last range includes
     * @param items     with such a pre-label and a final label
     * @param confirmed those of them whose final label is within the tolerance of it
     */
    public record Range(double from, double to, long items, long confirmed) {}

    /** Counts an item that came without a pre-label. */
    public void addNone() {
        absent++;
    }

    /** Counts an item whose pre-label was no label of the batch's type. */
    public void addUnusable() {
        unusable++;
    }

    /**
     * Counts a pre-labelled item.
     *
     * @param score 0 to 1; empty if it has none
     * @param stood whether the final label is within the tolerance of the pre-label
     */
    public void add(OptionalDouble score, boolean stood) {
        if (score.isEmpty()) {
            unscored++;
            unscoredConfirmed += stood ? 1 : 0;
            return;
        }
        int range = Math.min(RANGES - 1, (int) (score.getAsDouble() * RANGES));
        items[range]++;
        confirmed[range] += stood ? 1 : 0;
    }

    /** By score, the lowest first; ranges without items are left out. */
    public List<Range> byScore() {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < RANGES; i++) {
            if (items[i] > 0) {
                ranges.add(new Range((double) i / RANGES, (double) (i + 1) / RANGES, items[i], confirmed[i]));
            }
        }
        return ranges;
    }

    /** Items with a pre-label without a score. */
    public long unscored() {
        return unscored;
    }

    /** Those of them whose final label is within the tolerance of it. */
    public long unscoredConfirmed() {
        return unscoredConfirmed;
    }

    /** Items whose pre-label was no label. */
    public long unusable() {
        return unusable;
    }

    /** Items without a pre-label. */
    public long absent() {
        return absent;
    }

    /** Items with a pre-label that could be used. */
    public long usable() {
        long sum = unscored;
        for (long count : items) {
            sum += count;
        }
        return sum;
    }
}
