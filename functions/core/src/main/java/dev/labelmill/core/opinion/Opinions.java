package dev.labelmill.core.opinion;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The opinions on one item: one of each annotator, in the order of their names, so that no sum over them depends on
 * the order of arrival. Of an annotator's repeated opinions the last counts.
 *
 * @param each the opinions by annotator
 */
public record Opinions<V>(List<Opinion<V>> each) {

    /** Keeps the last opinion of each annotator. */
    public Opinions {
        TreeMap<String, Opinion<V>> last = new TreeMap<>();
        each.forEach(opinion -> last.put(opinion.annotator(), opinion));
        each = List.copyOf(last.values());
    }

    /** Whether nobody said anything. */
    public boolean isEmpty() {
        return each.isEmpty();
    }

    /** How many annotators there are. */
    public int size() {
        return each.size();
    }

    /** The weights in order. */
    public double[] weights() {
        return each.stream().mapToDouble(Opinion::weight).toArray();
    }

    /** A number of each opinion in order. */
    public double[] numbers(ToDoubleFunction<Opinion<V>> number) {
        return each.stream().mapToDouble(number).toArray();
    }

    /** The sum of weights. */
    public double total() {
        return each.stream().mapToDouble(Opinion::weight).sum();
    }

    /** The same people on something derived from what they said. */
    public <W> Opinions<W> map(Function<V, W> derived) {
        return new Opinions<>(
                each.stream().map(o -> o.as(derived.apply(o.value()))).toList());
    }

    /**
     * The weighted mean of a number in [0,1], such as each opinion's closeness to a consensus.
     *
     * @return in [0,1]; 0 where nobody said anything
     */
    public double mean(ToDoubleFunction<Opinion<V>> share) {
        if (isEmpty()) {
            return 0;
        }
        double sum = 0;
        for (Opinion<V> opinion : each) {
            sum += opinion.weight() * share.applyAsDouble(opinion);
        }
        return Math.min(1, Math.max(0, sum / total()));
    }
}
