package dev.labelmill.core.geometry;

import java.util.Comparator;

/**
 * A box and how sure its detector is of it.
 *
 * @param score 0 to 1
 */
public record ScoredBox(Box box, double score) {

    /** The surest first; those of one score by place, so that the order is always the same. */
    public static final Comparator<ScoredBox> SUREST_FIRST =
            Comparator.comparingDouble(ScoredBox::score).reversed().thenComparing(ScoredBox::box, Box.ORDER);

    /** @throws IllegalArgumentException for a score that is none */
    public ScoredBox {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a box's score must be from 0 to 1, not " + score);
        }
    }
}
