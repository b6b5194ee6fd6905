package dev.labelmill.core.prelabel;

import java.util.Collection;
import java.util.OptionalDouble;

/** How sure a labeler is of an item where its pre-label has several parts, boxes or spans, each with a score. */
public final class PartScores {

    private PartScores() {}

    /**
     * The lowest of the parts' scores. The pre-label is right only if all parts are, and whatever the parts have to do with one
     * another, P(all right) is at most min P(part right) (Fréchet's bound). The product would be it for independent parts, but
     * boxes on one image are not, and it sinks with their number; the mean hides the one part that is wrong. Active learning for
     * detection takes the extreme part likewise (Brust, Käding and Denzler, "Active learning for deep object detection", 2019).
     * Parts that the labeler did not see have no score, so this says nothing about them.
     *
     * @param scores of each part, from 0 to 1
     * @return empty without parts: that nothing was found has no score
     */
    public static OptionalDouble ofItem(Collection<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).min();
    }
}
