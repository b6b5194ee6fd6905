package dev.labelmill.core.results;

import dev.labelmill.core.label.Aggregation;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.List;
import java.util.Optional;

/**
 * The labels of a whole batch, inferred once everything is in, where labels are no classes: what {@link FinalConsensus}
 * is for single choices.
 */
public final class ValueConsensus<V extends LabelValue> {

    private final Aggregation<V> aggregation;

    private ValueConsensus(Aggregation<V> aggregation) {
        this.aggregation = aggregation;
    }

    /**
     * Learns what the type learns of annotators, with memory for the annotators only.
     *
     * @param tasks read from the start as often as needed, the same tasks each time
     */
    public static <V extends LabelValue> ValueConsensus<V> of(Iterable<SettledValues<V>> tasks, LabelType<V> type) {
        return new ValueConsensus<>(type.aggregationLearntFrom(Mapped.of(tasks, SettledValues::ballots)));
    }

    /** The task's label as it would be without its audit: what the audit has to judge. */
    public FinalValue<V> beforeAudit(SettledValues<V> task) {
        int labels = task.ballots().size();
        return task.expert()
                .map(value -> FinalValue.said(value, By.EXPERT, labels + 1))
                .orElseGet(() -> byCrowd(task.ballots()));
    }

    private FinalValue<V> byCrowd(List<Opinion<V>> ballots) {
        Optional<Consensus<V>> consensus = aggregation.of(ballots);
        return new FinalValue<>(
                consensus.map(Consensus::value),
                consensus.map(Consensus::confidence).orElse(0.0),
                consensus.map(Consensus::support).orElse(List.of()),
                By.CROWD,
                ballots.size());
    }

    /** The task's label: the auditor's if there is one. */
    public FinalValue<V> label(SettledValues<V> task) {
        return audited(beforeAudit(task), task.audit());
    }

    /** A label after its audit. */
    public static <V extends LabelValue> FinalValue<V> audited(FinalValue<V> before, Optional<V> audit) {
        return audit.map(value -> FinalValue.said(value, By.AUDIT, before.labels() + 1))
                .orElse(before);
    }
}
