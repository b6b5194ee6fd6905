package dev.labelmill.core.batch;

import dev.labelmill.core.calibration.CalibrationCounts;

/**
 * What pass 1 counted of lines whose id a line of an earlier chunk has: pass 2 rejects them, so that a
 * plan must not be made of them. One gold answer shown twice is no more evidence than shown once.
 *
 * @param items  how many lines they are
 * @param gold   those of them with a known answer
 * @param counts their confidences and calibration
 */
public record Duplicates(long items, long gold, CalibrationCounts counts) {

    /** Every id comes once. */
    public static final Duplicates NONE = new Duplicates(0, 0, CalibrationCounts.EMPTY);
}
