package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Decision;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import java.util.List;
import java.util.Optional;

/**
 * Decides one task whose labels are no classes: by the consensus of its ballots' values, whose confidence takes the
 * place of a posterior probability in the stop rule. Pre-labels and annotators' skills are no part of it.
 *
 * @param tolerance the distance up to which an auditor's label confirms the task's, in [0,1)
 * @param labels    the task's labels as they are stored, tombstones among them
 * @param auditRate probability that a task people resolved is audited, 0 to 1
 */
public record ValueJudge<V extends LabelValue>(
        LabelType<V> type, StopRule stopRule, Draw draw, double auditRate, double tolerance, List<Label> labels)
        implements Decider {

    /** Copies the labels. */
    public ValueJudge {
        labels = List.copyOf(labels);
    }

    @Override
    public Decision decide(Task voted) {
        double confidence = consensus(voted).map(Consensus::confidence).orElse(0.0);
        return stopRule.decide(Unclassed.VALUE, confidence, voted.ballots().size());
    }

    private Optional<Consensus<V>> consensus(Task task) {
        return type.aggregation().of(new TaskValues<>(task, labels, type.valueType()).ballots());
    }

    /** Provisional: when results are made, the audit is held against the final consensus. */
    @Override
    public int auditAnswer(Task resolved, Label label) {
        Optional<V> taken = resolved.resolution().by() == Resolution.By.EXPERT
                ? new TaskValues<>(resolved, labels, type.valueType()).expert()
                : consensus(resolved).map(Consensus::value);
        V said = type.valueType().cast(label.value().orElseThrow());
        boolean confirmed =
                taken.filter(value -> type.distance(value, said) <= tolerance).isPresent();
        return confirmed ? Unclassed.VALUE : Unclassed.OTHER_VALUE;
    }
}
