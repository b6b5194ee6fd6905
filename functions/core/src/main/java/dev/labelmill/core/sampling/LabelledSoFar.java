package dev.labelmill.core.sampling;

import dev.labelmill.core.sampling.Candidate.PeoplesLabel;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people and heads had said of the items that people have labelled when a round's head was trained, for {@link ActiveLab}. It
 * stays so for the whole round: a label that comes later changes no score of it.
 *
 * @param modelWeight     w_M, above 0
 * @param annotatorWeight w̄, the mean of the annotators' weights, above 0
 * @param items           those that could get one more label, by id
 */
public record LabelledSoFar(double modelWeight, double annotatorWeight, SortedMap<String, Item> items) {

    /** Copies the map. */
    public LabelledSoFar {
        items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    }

    /**
     * A labelled item.
     *
     * @param prediction  what heads that did not learn from the item say of it
     * @param label       what people say
     * @param labels      that it had
     * @param crowdClaims that the crowd had made on it
     */
    public record Item(double[] prediction, PeoplesLabel label, int labels, int crowdClaims) {}

    /** The strategy that knows the weights. */
    public ActiveLab strategy() {
        return new ActiveLab(modelWeight, annotatorWeight);
    }

    /** An item as a candidate for one more label; empty if it could get none. */
    public Optional<Candidate> candidate(String id) {
        return Optional.ofNullable(items.get(id))
                .map(item -> new Candidate(id, item.prediction(), 0, Optional.of(item.label())));
    }
}
