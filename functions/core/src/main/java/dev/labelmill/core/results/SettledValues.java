package dev.labelmill.core.results;

import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What is left of a task once nothing happens to it any more, where labels are no classes. Such batches have no gold.
 *
 * @param offset  of the item's line in its chunk's object
 * @param ballots the crowd's labels, by annotator
 * @param millis  of each ballot: the time it took, in milliseconds; 0 where the vendor did not say
 * @param expert  the label of the expert who decided it, if one did
 * @param audit   the auditor's label, if it was drawn
 * @param accepted how sure the labeler was, where the item's pre-label stands and people did not decide it
 * @param auditMissed whether it was drawn, and nobody was left who may have answered
 */
public record SettledValues<V extends LabelValue>(
        long offset,
        String item,
        List<Opinion<V>> ballots,
        List<Long> millis,
        Optional<V> expert,
        Optional<V> audit,
        OptionalDouble accepted,
        boolean auditMissed) {

    /** Copies the lists. @throws IllegalArgumentException if they are not equally long */
    public SettledValues {
        ballots = List.copyOf(ballots);
        millis = List.copyOf(millis);
        if (ballots.size() != millis.size()) {
            throw new IllegalArgumentException(ballots.size() + " ballots but " + millis.size() + " times");
        }
    }

    /**
     * @param labels the task's, of any purpose, tombstones among them
     * @throws IllegalArgumentException if the task is not settled
     */
    public static <V extends LabelValue> SettledValues<V> of(Task task, List<Label> labels, Class<V> type) {
        if (!task.isSettled()) {
            throw new IllegalArgumentException("task " + task.item() + " is not settled");
        }
        TaskValues<V> values = new TaskValues<>(task, labels, type);
        Map<String, Long> millis = task.ballots().stream().collect(Collectors.toMap(Ballot::who, Ballot::millis));
        List<Opinion<V>> ballots = values.ballots();
        return new SettledValues<>(
                task.place().offset(),
                task.item(),
                ballots,
                ballots.stream().map(ballot -> millis.get(ballot.annotator())).toList(),
                values.expert(),
                values.auditor(),
                task.stratum() == Stratum.AUTO
                        ? OptionalDouble.of(task.resolution().confidence())
                        : OptionalDouble.empty(),
                task.audit() == AuditState.MISSED);
    }
}
