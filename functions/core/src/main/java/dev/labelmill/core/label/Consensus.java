package dev.labelmill.core.label;

import dev.labelmill.core.opinion.Opinions;
import java.util.List;

/**
 * One label made of several.
 *
 * @param value      the label
 * @param confidence weighted mean of 1 − distance from the annotators' labels to it, in [0,1]: their agreement with the
 *     result, not a probability that it is right; 1 where all say the same, one annotator included
 * @param support    for each class, box or span of the value in its order the share of the annotators' weight behind it,
 *     in [0,1]; empty for ratings and numbers
 * @param annotators how many labels it is made of, at least 1
 */
public record Consensus<V extends LabelValue>(V value, double confidence, List<Double> support, int annotators) {

    /** Copies the supports. */
    public Consensus {
        support = List.copyOf(support);
    }

    /** A value made of opinions, its confidence measured by the type's distance. */
    static <V extends LabelValue> Consensus<V> of(
            LabelType<V> type, V value, List<Double> support, Opinions<V> opinions) {
        double confidence = opinions.mean(opinion -> 1 - type.distance(value, opinion.value()));
        return new Consensus<>(value, confidence, support, opinions.size());
    }
}
