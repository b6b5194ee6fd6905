package dev.labelmill.core.label;

import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;

/**
 * Agreement that is not corrected for chance: the mean over items of the mean over pairs of annotators of a likeness,
 * such as the F1 or the mean IoU of two annotators' boxes. Every item with at least two annotators counts the same.
 */
public final class MeanPairwise<V> {

    private final ToDoubleBiFunction<V, V> likeness;
    private double sum;
    private long items;

    /** @param likeness of two labels, symmetric, in [0,1] */
    public MeanPairwise(ToDoubleBiFunction<V, V> likeness) {
        this.likeness = likeness;
    }

    /** Takes an item's labels in. */
    public void add(List<Opinion<V>> labels) {
        OptionalDouble mean = ofItem(labels);
        if (mean.isPresent()) {
            sum += mean.getAsDouble();
            items++;
        }
    }

    /** An item's own agreement; empty for fewer than two annotators. */
    public OptionalDouble ofItem(List<Opinion<V>> labels) {
        List<Opinion<V>> each = new Opinions<>(labels).each();
        double total = 0;
        for (int i = 0; i < each.size(); i++) {
            for (int j = 0; j < i; j++) {
                total += likeness.applyAsDouble(each.get(i).value(), each.get(j).value());
            }
        }
        double pairs = each.size() * (each.size() - 1) / 2.0;
        return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(total / pairs);
    }

    /** The agreement over all items so far; empty where none had two annotators. */
    public OptionalDouble value() {
        return items == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / items);
    }
}
