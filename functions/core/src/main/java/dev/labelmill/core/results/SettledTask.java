package dev.labelmill.core.results;

import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What is left of a task once nothing happens to it any more.
 *
 * @param offset   of the item's line in its chunk's object
 * @param ballots  the crowd's answers, by annotator
 * @param millis   of each ballot: the time it took, in milliseconds; 0 where the vendor did not say
 * @param known    the gold answer, if it has one
 * @param prelabel the pre-label's answer, if it had one
 * @param audit    the auditor's answer, if it was drawn and answered
 * @param auditMissed whether it was drawn, and the batch stopped before an answer came or nobody was left who may have given one
 */
public record SettledTask(
        long offset,
        String item,
        Stratum stratum,
        List<Vote> ballots,
        List<Long> millis,
        OptionalInt known,
        OptionalInt prelabel,
        Resolution resolution,
        OptionalInt audit,
        boolean auditMissed) {

    /** One whose audit, if it was drawn, was answered. */
    public SettledTask(
            long offset,
            String item,
            Stratum stratum,
            List<Vote> ballots,
            List<Long> millis,
            OptionalInt known,
            OptionalInt prelabel,
            Resolution resolution,
            OptionalInt audit) {
        this(offset, item, stratum, ballots, millis, known, prelabel, resolution, audit, false);
    }

    /** Copies the lists. @throws IllegalArgumentException if they are not equally long */
    public SettledTask {
        Objects.requireNonNull(resolution, "resolution");
        ballots = List.copyOf(ballots);
        millis = List.copyOf(millis);
        if (ballots.size() != millis.size()) {
            throw new IllegalArgumentException(ballots.size() + " ballots but " + millis.size() + " times");
        }
    }

    /** @throws IllegalArgumentException if the task is not settled */
    public static SettledTask of(Task task) {
        if (!task.isSettled()) {
            throw new IllegalArgumentException("task " + task.item() + " is not settled");
        }
        return new SettledTask(
                task.place().offset(),
                task.item(),
                task.stratum(),
                task.ballots().stream().map(Ballot::asVote).toList(),
                task.ballots().stream().map(Ballot::millis).toList(),
                task.known(),
                task.prelabel() == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(task.prelabel().answer()),
                task.resolution(),
                task.auditAnswer(),
                task.audit() == AuditState.MISSED);
    }

    /** Whether it was labelled because its label was wanted: no known item and no audit of an accepted one. */
    boolean isForPeople() {
        return stratum == Stratum.HUMAN;
    }

    /** Whether an expert decided it. */
    boolean isAdjudicated() {
        return resolution.by() == Resolution.By.EXPERT;
    }

    /**
     * The task as evidence for the final consensus: gold by its known answer, adjudicated ones by the expert's. An
     * audit's answer is none: it has to judge the consensus.
     */
    TaskVotes asEvidence() {
        Integer answer = null;
        if (known.isPresent()) {
            answer = known.getAsInt();
        } else if (isAdjudicated()) {
            answer = resolution.answer();
        }
        return new TaskVotes(item, null, answer, ballots);
    }
}
