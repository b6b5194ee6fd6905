package dev.labelmill.core.results;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.List;
import java.util.Optional;

/**
 * An item's label in the results, where labels are no classes.
 *
 * @param value      empty where every label was taken back after the task was resolved
 * @param confidence 0 to 1: the annotators' agreement with it, or the labeler's score; 1 where a person's word is taken as it is, 0 without a value
 * @param support    for each class, box or span of the value the share of annotators behind it; none for ratings and numbers
 * @param by         who decided it
 * @param labels     how many labels of people the item has
 */
public record FinalValue<V extends LabelValue>(
        Optional<V> value, double confidence, List<Double> support, By by, int labels) {

    /** Copies the supports. */
    public FinalValue {
        support = List.copyOf(support);
    }

    /**
     * The label of an item whose pre-label stands.
     *
     * @param confidence the labeler's, which is that of its least sure part
     */
    public static <V extends LabelValue> FinalValue<V> accepted(V value, double confidence) {
        return new FinalValue<>(
                Optional.of(value),
                confidence,
                value.categories().stream().map(part -> confidence).toList(),
                By.PRELABEL,
                0);
    }

    /** Whether a person decided it. */
    public boolean isHuman() {
        return by != By.PRELABEL;
    }

    /** One person's label, taken as it is. */
    static <V extends LabelValue> FinalValue<V> said(V value, By by, int labels) {
        return new FinalValue<>(
                Optional.of(value),
                1,
                value.categories().stream().map(part -> 1.0).toList(),
                by,
                labels);
    }
}
