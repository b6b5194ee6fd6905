package dev.labelmill.core.consensus;

/** What happens to a task after a label came in. */
public sealed interface Decision permits Decision.Resolve, Decision.AskMore, Decision.Adjudicate {

    /**
     * The task is answered.
     *
     * @param answer index of the class
     * @param confidence its posterior probability, in [0, 1]; below the target when nobody was left to ask
     */
    record Resolve(int answer, double confidence) implements Decision {}

    /**
     * More annotators are asked.
     *
     * @param labels how many, at least 1
     */
    record AskMore(int labels) implements Decision {}

    /** An expert decides. */
    record Adjudicate() implements Decision {}
}
