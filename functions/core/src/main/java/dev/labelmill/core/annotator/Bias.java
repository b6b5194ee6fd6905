package dev.labelmill.core.annotator;

/**
 * The class that an annotator favours most.
 *
 * @param towards index of the class
 * @param excess how much larger its share is among the annotator's answers than among the consensus of the same
 *     tasks, in [0, 1]; 0 where no class is favoured
 */
public record Bias(int towards, double excess) {

    /** A smaller excess is told to programs only: a few answers' chance makes as much. */
    public static final double LEAST_TOLD = 0.05;

    /**
     * Whether it is worth a person's look.
     *
     * @param answers how many answers of the annotator it is of: of fewer than {@link AnnotatorCounts#LEAST_LABELS} one that
     *     differs is a large share
     */
    public boolean isTold(long answers) {
        return excess >= LEAST_TOLD && answers >= AnnotatorCounts.LEAST_LABELS;
    }
}
