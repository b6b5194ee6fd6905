package dev.labelmill.core.annotator;

/** A reason to look at an annotator's answers. None is a proof: honest people have habits too. */
public sealed interface SpamSignal {

    /**
     * Nearly always the same answer, to tasks whose answers differ.
     *
     * @param answer index of the class
     * @param share of it among the annotator's answers, in [0, 1]
     */
    record OneAnswer(int answer, double share) implements SpamSignal {}

    /**
     * Much less time a label than the others take.
     *
     * @param medianSeconds of the annotator's labels
     * @param typicalSeconds median of the annotators' medians
     */
    record TooFast(double medianSeconds, double typicalSeconds) implements SpamSignal {}

    /**
     * The same answers as somebody else where most disagree with both.
     *
     * @param other number of the other annotator
     * @param same how many unpopular answers the two share
     * @param unpopular how many unpopular answers one of the two gave to tasks that both answered
     */
    record Copies(int other, long same, long unpopular) implements SpamSignal {}
}
