package dev.labelmill.core.label;

import dev.labelmill.core.opinion.Opinion;
import java.util.List;
import java.util.Optional;

/**
 * The kind of answer a batch asks for. Sealed: each kind brings its own validation, distance and consensus, and a new
 * one is a new permitted type.
 *
 * @param <V> what a label of this kind says
 */
public sealed interface LabelType<V extends LabelValue>
        permits SingleChoice, SeveralChoices, Rating, NumberEntry, Boxes, Spans {

    /** The name of this kind in batch.json ({@code labelType.kind}). */
    String kind();

    /** The class of this kind's values. */
    Class<V> valueType();

    /** The class names in index order; none for ratings and numbers. */
    List<String> classes();

    /**
     * Why something is no label of this type at all and cannot be stored, in one sentence; empty for a label. What is a
     * label but breaks a rule is found by {@link #violations}.
     */
    Optional<String> fault(V value);

    /**
     * The rules of this type that a label breaks; none for a good one.
     *
     * @param value   one without a fault
     * @param subject what is known of the item; rules that need more are passed
     */
    List<Violation> violations(V value, Subject subject);

    /**
     * How far apart two labels are: symmetric, 0 for equal labels, at most 1. Each type says which of a metric's other
     * axioms hold.
     */
    double distance(V one, V other);

    /** The distance up to which an auditor's label confirms another one, unless batch.json says otherwise; in [0,1). */
    double auditTolerance();

    /** Consensus without any knowledge of the annotators but the weights they come with. */
    Aggregation<V> aggregation();

    /**
     * Consensus with what a batch teaches about its annotators beyond their weights; by default nothing.
     *
     * @param items the labels of each item, read from the start as often as needed, the same each time
     */
    default Aggregation<V> aggregationLearntFrom(Iterable<List<Opinion<V>>> items) {
        return aggregation();
    }
}
