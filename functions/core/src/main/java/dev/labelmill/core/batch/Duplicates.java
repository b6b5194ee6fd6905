package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;

/**
 * What pass 1 counted of lines whose id a line of an earlier chunk has: pass 2 rejects them, so that a
 * plan must not be made of them. One gold answer shown twice is no more evidence than shown once.
 *
 * @param items  how many lines they are
 * @param gold   those of them with a known answer
 * @param counts their confidences and calibration
 * @param scores what a label for each would have been worth, in a batch that learns; gold is not among them
 * @param near   the same of items that take the label of another one
 */
public record Duplicates(long items, long gold, CalibrationCounts counts, ScoreCounts scores, Near near) {

    /** Every id comes once, and every item is labelled for itself. */
    public static final Duplicates NONE = new Duplicates(0, 0, CalibrationCounts.EMPTY);

    /** Of a batch that does not learn, in which every item is labelled for itself. */
    public Duplicates(long items, long gold, CalibrationCounts counts) {
        this(items, gold, counts, ScoreCounts.EMPTY, Near.NONE);
    }

    /**
     * What pass 1 counted of near-duplicates of other items: pass 2 routes none of them, so that a plan must not be made of
     * them either. Items with a known answer are not among them.
     *
     * @param items  how many they are
     * @param counts their confidences
     * @param scores what a label for each would have been worth, in a batch that learns
     */
    public record Near(long items, CalibrationCounts counts, ScoreCounts scores) {

        /** No items. */
        public static final Near NONE = new Near(0, CalibrationCounts.EMPTY, ScoreCounts.EMPTY);
    }

    /** The same with near-duplicates. */
    public Duplicates with(Near found) {
        return new Duplicates(items, gold, counts, scores, found);
    }
}
