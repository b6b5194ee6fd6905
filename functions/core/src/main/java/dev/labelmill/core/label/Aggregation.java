package dev.labelmill.core.label;

import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.opinion.Opinions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** One that makes a consensus of at least one opinion. */
    static <V extends LabelValue> Aggregation<V> ofSome(Function<Opinions<V>, Consensus<V>> consensus) {
        return given -> given.isEmpty() ? Optional.empty() : Optional.of(consensus.apply(new Opinions<>(given)));
    }
}
