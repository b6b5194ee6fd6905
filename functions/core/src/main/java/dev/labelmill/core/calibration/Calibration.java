package dev.labelmill.core.calibration;

/** How a trained head's confidences come to mean what they say. */
public enum Calibration {
    /** By one number, {@link Temperature}. */
    TEMPERATURE,
    /** By a rising curve on top of it, {@link IsotonicConfidence}, where there are predictions enough to fit one. */
    ISOTONIC
}
