package dev.labelmill.core.calibration;

/**
 * From which confidence on a labeler's answers stand without a person.
 *
 * @param threshold smallest confidence accepted, in [0, 1]
 * @param bin its bin of {@link ConfidenceBins}: items in this bin and above are accepted
 * @param calibrationItems calibration items at or above the threshold
 * @param calibrationErrors those of them that the labeler got wrong
 * @param bound upper bound, at the rule's confidence, on the error rate that the rule is about: the labeler's at or above the
 *     threshold, or that of the items there that were not drawn for calibration
 * @param reason why not lower, in words
 */
public record Cutoff(
        double threshold, int bin, int calibrationItems, int calibrationErrors, double bound, String reason) {

    /**
     * This cut-off, or that at a bin above it. The bound stays: only for a bin below which nothing was counted.
     *
     * @param lowest bin of {@link ConfidenceBins}
     */
    public Cutoff notBelow(int lowest) {
        return bin >= lowest
                ? this
                : new Cutoff(
                        ConfidenceBins.lowerEdge(lowest), lowest, calibrationItems, calibrationErrors, bound, reason);
    }
}
