package dev.labelmill.core.routing;

/** What becomes of an item after pass 2. */
public sealed interface Route {

    /** Its pre-label stands; audited if the draw says so. */
    record Accept(boolean audited) implements Route {}

    /** People label it: in the pilot wave or after it, the most uncertain first. */
    record ToPeople(int wave, double priority) implements Route {}

    /** People label it, and their answer judges the head. */
    record Calibrate(int wave, double priority) implements Route {}

    /** It waits for a later round. */
    record Wait() implements Route {}

    /**
     * Its answer is known; it measures annotators.
     *
     * @param held whether it is held back from the pilot
     */
    record Gold(int known, double priority, boolean held) implements Route {}
}
