package dev.labelmill.core.rounds;

/**
 * Calibration items are drawn at random from the range of confidences that could be accepted: each waiting item in it with
 * the same probability, by a hash of its id. The range is chosen from confidences alone, before any answer is seen.
 *
 * @param lowestBin lowest bin of {@link dev.labelmill.core.calibration.ConfidenceBins} in the range, which reaches to 1
 * @param rate      probability with which an item in the range is drawn, in (0, 1]
 */
public record CalibrationDraw(int lowestBin, double rate) {

    /** @throws IllegalArgumentException if the rate is out of range */
    public CalibrationDraw {
        if (lowestBin < 0 || !(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("no draw: from bin " + lowestBin + " at the rate " + rate);
        }
    }
}
