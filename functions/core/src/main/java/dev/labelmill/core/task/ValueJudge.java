package dev.labelmill.core.task;

import dev.labelmill.core.check.Checks;
import dev.labelmill.core.consensus.Decision;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.Consensus;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides one task whose labels are no classes: by the consensus of its ballots' values, whose confidence takes the
 * place of a posterior probability in the stop rule. Pre-labels and annotators' skills are no part of it.
 *
 * @param checks    of the batch's labels, with their type
 * @param tolerance the distance up to which an auditor's label confirms the task's, in [0,1)
 * @param labels    the task's labels as they are stored, tombstones among them
 * @param prelabel  the item's pre-label, where that is what stands
 * @param auditRate probability that a task people resolved is audited, 0 to 1
 */
public record ValueJudge<V extends LabelValue>(
        Checks<V> checks,
        StopRule stopRule,
        Draw draw,
        double auditRate,
        double tolerance,
        List<Label> labels,
        Optional<V> prelabel)
        implements Decider {

    /** Copies the labels. */
    public ValueJudge {
        labels = List.copyOf(labels);
    }

    @Override
    public Decision decide(Task voted) {
        return stopRule.decide(
                Unclassed.VALUE, confidence(voted), voted.ballots().size());
    }

    @Override
    public Decision conclude(Task voted) {
        return stopRule.conclude(
                Unclassed.VALUE, confidence(voted), voted.ballots().size());
    }

    @Override
    public Decision.Resolve answer(Task voted) {
        return new Decision.Resolve(Unclassed.VALUE, confidence(voted));
    }

    private double confidence(Task voted) {
        return consensus(voted).map(Consensus::confidence).orElse(0.0);
    }

    private Optional<Consensus<V>> consensus(Task task) {
        return checks.type().aggregation().of(values(task).ballots());
    }

    private TaskValues<V> values(Task task) {
        return new TaskValues<>(task, labels, checks.type().valueType());
    }

    /** Provisional: when results are made, the audit is held against the final consensus. A label that breaks a check confirms nothing. */
    @Override
    public int auditAnswer(Task resolved, Label label) {
        Optional<V> taken = switch (resolved.resolution().by()) {
            case PRELABEL -> prelabel;
            case EXPERT -> values(resolved).expert();
            default -> consensus(resolved).map(Consensus::value);
        };
        V said = said(label);
        boolean confirmed = !breaksCheck(label)
                && taken.filter(value -> checks.type().distance(value, said) <= tolerance)
                        .isPresent();
        return confirmed ? Unclassed.VALUE : Unclassed.OTHER_VALUE;
    }

    /** Of ratings on a scale that live agreement is counted for. */
    @Override
    public OptionalInt step(Label label) {
        return checks.type() instanceof Rating scale && said(label) instanceof Grade grade
                ? scale.countedStep(grade)
                : OptionalInt.empty();
    }

    private V said(Label label) {
        return checks.type().valueType().cast(label.value().orElseThrow());
    }

    @Override
    public boolean breaksCheck(Task voted, int answer) {
        return consensus(voted)
                .filter(taken -> checks.areBroken(taken.value(), Subject.UNKNOWN))
                .isPresent();
    }

    @Override
    public boolean breaksCheck(Label label) {
        return checks.areBroken(said(label), Subject.UNKNOWN);
    }
}
