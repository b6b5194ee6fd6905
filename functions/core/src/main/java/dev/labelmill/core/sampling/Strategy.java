package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * How to choose items for people. Chunks choose apart from each other: pass 1 gives every item its {@link #score} and
 * counts it, {@link #select} turns the sum of all chunks' counts into cut-offs, pass 2 compares each item with them.
 */
public sealed interface Strategy
        permits RandomOrder, Stratified, LeastConfidence, Margin, Entropy, Diverse, UncertainDiverse, ActiveLab {

    /** Its name in batch.json. */
    String name();

    /** What it wants an item's cell to be. */
    default Cells cells() {
        return Cells.NONE;
    }

    /** Whether items that have labels can be chosen for one more. */
    default boolean relabels() {
        return false;
    }

    /**
     * What draws the first sample, before there is a model: it gives every item the same probability, whatever its cell, so
     * that what is measured on the sample holds for the batch.
     */
    default Strategy first() {
        return new RandomOrder();
    }

    /**
     * What a label for the item is worth, from 0 to 1, comparable with the scores of the same round.
     *
     * @param draw for what is random; its parts begin with {@code score} and the item
     */
    double score(Candidate candidate, Draw draw);

    /**
     * The cut-offs with which so many items are chosen, in expectation; all where there are no more.
     *
     * @param wanted number of items, at least 0
     */
    default Selection select(ScoreCounts counts, double wanted) {
        return Selection.highest(counts, wanted);
    }
}
