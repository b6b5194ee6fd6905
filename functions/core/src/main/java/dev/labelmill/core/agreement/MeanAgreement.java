package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;

/**
 * The mean of a likeness in [0, 1] over units, such as the F1 of two people's boxes, with its interval, from three sums.
 * Chance is not taken off. Intervals are those of {@link Agreement}.
 */
public final class MeanAgreement {

    private final Influences likenesses = new Influences();

    /** Counts a unit. @throws IllegalArgumentException if the likeness is none in [0, 1] */
    public void add(double likeness) {
        if (!(likeness >= 0 && likeness <= 1)) {
            throw new IllegalArgumentException("a likeness must be in [0, 1], not " + likeness);
        }
        likenesses.add(likeness);
    }

    /**
     * The mean so far; undefined for {@link Reason#NO_PAIR} while there is no unit.
     *
     * @param confidence of the interval, in (0, 1)
     */
    public Coefficient value(double confidence) {
        return likenesses.isEmpty() ? new Undefined(Reason.NO_PAIR) : likenesses.aroundMean(confidence);
    }
}
