package dev.labelmill.core.rounds;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import java.util.Optional;

/**
 * What a round is planned from: sums over all chunks. Waiting items are those that nobody has labelled and that are not
 * accepted.
 *
 * @param round         number of rounds of learning that people have finished; 0 before the first sample
 * @param scores        of waiting items, by the strategy's score; before the first sample by a random one
 * @param confidences   of waiting items, by the current model's calibrated confidence. While there is a calibration, the
 *     calibration items are among them, with whether the model was right where people have answered
 * @param labelsSpent   human labels so far
 * @param labelsPerItem labels an item takes, on average so far or as expected; at least 1
 * @param calibration   the draw that the current model's calibration items came from, if that was made
 */
public record RoundView(
        int round,
        ScoreCounts scores,
        CalibrationCounts confidences,
        long labelsSpent,
        double labelsPerItem,
        Optional<CalibrationDraw> calibration) {

    /** @throws IllegalArgumentException if a number is out of range */
    public RoundView {
        if (round < 0 || labelsSpent < 0 || !(labelsPerItem >= 1)) {
            throw new IllegalArgumentException("no state of a round: " + round + ", " + labelsSpent + " labels spent, "
                    + labelsPerItem + " labels an item");
        }
    }
}
