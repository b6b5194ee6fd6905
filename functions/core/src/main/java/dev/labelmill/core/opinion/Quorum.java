package dev.labelmill.core.opinion;

/**
 * How much of the annotators' weight must stand behind a part of a label (a class of a set, a box, a span) for it to
 * become part of the consensus.
 *
 * @param share of the weight of all who labelled the item, in (0,1]; reaching it is enough, so that 2/3 means two of three
 */
public record Quorum(double share) {

    /** More than half: one of two is not enough. */
    public static final Quorum MAJORITY = new Quorum(0.5 + 1e-6);

    /** Forgives the rounding of shares such as two thirds. */
    private static final double ROUNDING = 1e-9;

    /** Checks the range. */
    public Quorum {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a quorum lies above 0 and at most at 1, not at " + share);
        }
    }

    /**
     * Whether a part has enough behind it.
     *
     * @param support share of all weight, in [0,1]
     */
    public boolean isReached(double support) {
        return support >= share - ROUNDING;
    }
}
