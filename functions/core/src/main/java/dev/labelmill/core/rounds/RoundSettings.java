package dev.labelmill.core.rounds;

import dev.labelmill.core.sampling.Strategy;

/**
 * How a batch learns from its labels.
 *
 * @param firstSample      items of the random first sample, at least 2
 * @param perRound         items that people label in each further round of learning, at least 1
 * @param mostRounds       most rounds of learning, the first included, at least 1
 * @param labelBudget      most human labels in all rounds, those of calibration included; at least firstSample
 * @param strategy         chooses the items of further rounds
 * @param calibrationShare share of the label budget that calibration may take, in (0, 1)
 * @param targetError      error rate among auto-accepted items that must not be exceeded, in (0, 1)
 * @param confidence       probability with which it is not, in (0, 1)
 * @param rest             what becomes of the rest
 */
public record RoundSettings(
        int firstSample,
        int perRound,
        int mostRounds,
        long labelBudget,
        Strategy strategy,
        double calibrationShare,
        double targetError,
        double confidence,
        Rest rest) {

    /** @throws IllegalArgumentException if a number is out of range; the message names it */
    public RoundSettings {
        require(firstSample >= 2, "firstSample must be at least 2");
        require(perRound >= 1, "perRound must be at least 1");
        require(mostRounds >= 1, "mostRounds must be at least 1");
        require(labelBudget >= firstSample, "labelBudget must be at least firstSample");
        require(within(calibrationShare), "calibrationShare must lie between 0 and 1");
        require(within(targetError), "targetError must lie between 0 and 1");
        require(within(confidence), "confidence must lie between 0 and 1");
    }

    /** Labels that learning leaves for calibration. */
    public long calibrationLabels() {
        return Math.round(calibrationShare * labelBudget);
    }

    private static boolean within(double share) {
        return share > 0 && share < 1;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
