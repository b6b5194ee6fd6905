package dev.labelmill.core.rounds;

/** What a round is for. */
public enum Stage {
    /** People label items that the model learns from; then it is trained and all that waits is scored again. */
    LEARN,
    /** People label items that the model, which stays as it is, is calibrated on. */
    CALIBRATE,
    /** What the calibration supports is accepted; the rest goes to people or is left. The last round. */
    FINISH
}
