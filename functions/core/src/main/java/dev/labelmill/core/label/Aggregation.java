package dev.labelmill.core.label;

import dev.labelmill.core.opinion.Opinion;
import java.util.List;
import java.util.Optional;

/** Makes one label of several annotators' labels of one item. */
@FunctionalInterface
public interface Aggregation<V extends LabelValue> {

    /**
     * The consensus. The order of the opinions changes nothing; of an annotator's repeated ones the last counts.
     *
     * @param opinions of values without a {@link LabelType#fault}
     * @return empty where there are no opinions
     */
    Optional<Consensus<V>> of(List<Opinion<V>> opinions);
}
