package dev.labelmill.core.rounds;

/** What becomes of a waiting item in a round. */
public enum ItemRoute {
    /** The model's label stands, from now on. */
    ACCEPT,
    /** People label it, and the next model learns from it. */
    LEARN,
    /** People label it, and the current model is calibrated on it. */
    CALIBRATE,
    /** It waits for the next round. */
    WAIT,
    /** People label it, and nothing is learnt from it any more. */
    PEOPLE,
    /** It stays without a label. */
    LEFT
}
