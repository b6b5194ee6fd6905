package dev.labelmill.core.rounds;

import dev.labelmill.core.calibration.Cutoff;
import dev.labelmill.core.sampling.Selection;
import java.util.Optional;

/**
 * What pass 2 of a round does with the items that wait.
 *
 * @param stage       what the round is for
 * @param informative chooses the items to learn from; empty unless the stage is LEARN
 * @param calibration draws the calibration items; empty unless the stage is CALIBRATE
 * @param accept      from which confidence on items are accepted; only in FINISH, and there not always
 * @param forecast    what accepting with the current model is expected to give; empty before there is one
 * @param reason      why it is this stage, or why so much is accepted, in words
 */
public record RoundPlan(
        Stage stage,
        Optional<Selection> informative,
        Optional<CalibrationDraw> calibration,
        Optional<Cutoff> accept,
        Optional<Forecast> forecast,
        String reason) {

    /** Whether no further round follows. */
    public boolean last() {
        return stage == Stage.FINISH;
    }

    static RoundPlan learn(Selection informative, Optional<Forecast> forecast, String reason) {
        return new RoundPlan(
                Stage.LEARN, Optional.of(informative), Optional.empty(), Optional.empty(), forecast, reason);
    }

    static RoundPlan calibrate(CalibrationDraw draw, Forecast forecast, String reason) {
        return new RoundPlan(
                Stage.CALIBRATE, Optional.empty(), Optional.of(draw), Optional.empty(), Optional.of(forecast), reason);
    }

    static RoundPlan finish(Optional<Cutoff> accept, String reason) {
        return new RoundPlan(Stage.FINISH, Optional.empty(), Optional.empty(), accept, Optional.empty(), reason);
    }
}
