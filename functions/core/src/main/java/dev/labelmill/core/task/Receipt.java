package dev.labelmill.core.task;

import dev.labelmill.core.consensus.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** One stored label as it reaches its task: what the task makes of it. */
record Receipt(Task task, Label label, Decider decider) {

    /** The task with the label taken in; the very task if the label counts for nothing. */
    Task result() {
        return switch (label.purpose()) {
            case LABEL, GOLD -> decided(withBallot());
            case ADJUDICATION -> adjudicated();
            case AUDIT -> audited();
        };
    }

    /** Whether the task waits for such a label and has not taken this one in. */
    boolean isAwaited() {
        return !label.isTombstone()
                && switch (label.purpose()) {
                    case LABEL, GOLD -> isUndecided(task) && lastRevision() < label.revision();
                    case ADJUDICATION -> awaitsExpert();
                    case AUDIT ->
                        (task.audit() == AuditState.DUE || task.audit() == AuditState.OUT) && lastRevision() < 0;
                };
    }

    private Task withBallot() {
        if (lastRevision() >= label.revision()) {
            return task;
        }
        List<Ballot> ballots = new ArrayList<>(task.ballots());
        int before = ballots.size();
        ballots.removeIf(this::isBySameAnnotator);
        if (!label.isTombstone()) {
            ballots.add(new Ballot(
                    label.vendor(),
                    label.annotator(),
                    label.kept(),
                    label.revision(),
                    label.millis(),
                    decider.step(label)));
        }
        ballots.sort(null);
        return new TaskBuilder(task)
                .ballots(ballots)
                .witnesses(label.isTombstone() ? witnessed(false) : otherWitnesses())
                .claims(task.claims().stream()
                        .map(claim ->
                                claim.dispatch().equals(label.dispatch()) ? claim.cast(ballots.size() - before) : claim)
                        .toList())
                .build();
    }

    private Task decided(Task voted) {
        int labels = voted.ballots().size();
        if (voted.state() == TaskState.HELD && labels > 0) {
            return new TaskBuilder(voted).state(TaskState.RESOLVED).build();
        }
        if (!isUndecided(voted)) {
            return answeredAnew(voted);
        }
        if (labels < voted.wanted()) {
            return isAnswered(voted) || voted.state() == TaskState.UNANSWERED && labels > 0
                    ? new TaskBuilder(voted).state(ClaimEnd.unclaimed(voted)).build()
                    : voted;
        }
        if (voted.known().isPresent()) {
            return resolved(voted, new Resolution(voted.known().getAsInt(), 1, Resolution.By.KNOWN), false);
        }
        Decision decision = decider.decide(voted);
        if (decision instanceof Decision.Resolve resolve) {
            return resolved(voted, byCrowd(decider, voted, resolve), decider.drawsAudit(voted));
        }
        if (decision instanceof Decision.AskMore more) {
            return asking(voted, more.labels());
        }
        return new TaskBuilder(voted).state(TaskState.ADJUDICATE).build();
    }

    private static boolean isUndecided(Task task) {
        return task.state() == TaskState.OPEN
                || task.state() == TaskState.CLAIMED
                || task.state() == TaskState.UNANSWERED;
    }

    /**
     * Labels that were asked for and have not come serve as well as new ones: where late labels of one claim disagree while
     * another claim stands, that one's are waited for. They are too few or none come: then others are asked, as ever.
     */
    private static Task asking(Task voted, int more) {
        int coming = Math.min(more, coming(voted));
        return new TaskBuilder(voted)
                .state(coming > 0 ? TaskState.CLAIMED : TaskState.OPEN)
                .wanted(voted.ballots().size() + (coming > 0 ? coming : more))
                .build();
    }

    /** Whether all labels have come that its claim was for, which were fewer than it wants: others are to give the rest. */
    private static boolean isAnswered(Task task) {
        return task.claims().stream()
                .anyMatch(claim -> (claim.purpose() == Purpose.LABEL || claim.purpose() == Purpose.GOLD)
                        && task.isOpen(claim)
                        && claim.owed() == 0);
    }

    /** How many labels of the crowd are on their way, asked for by a claim that stands. */
    private static int coming(Task task) {
        return task.claims().stream()
                .filter(claim -> claim.purpose() == Purpose.LABEL && task.isOpen(claim))
                .mapToInt(Claim::owed)
                .sum();
    }

    /**
     * The crowd's answer follows its ballots when one is corrected or comes late, so that whoever learns from it learns what
     * people say now. What was decided stays decided: nobody is asked again, and with no ballot left the answer stands.
     */
    private Task answeredAnew(Task voted) {
        boolean follows = voted.state() == TaskState.RESOLVED
                && voted.stratum() != Stratum.UNLABELLED
                && voted.resolution().by() == Resolution.By.CROWD
                && !voted.ballots().isEmpty()
                && !voted.ballots().equals(task.ballots());
        return follows
                ? new TaskBuilder(voted)
                        .resolution(byCrowd(decider, voted, decider.answer(voted)))
                        .build()
                : voted;
    }

    /** The crowd's answer as a task keeps it. */
    static Resolution byCrowd(Decider decider, Task voted, Decision.Resolve answer) {
        return new Resolution(
                answer.answer(), answer.confidence(), Resolution.By.CROWD, decider.breaksCheck(voted, answer.answer()));
    }

    private Task adjudicated() {
        boolean correction =
                task.resolution() != null && task.resolution().by() == Resolution.By.EXPERT && corrects(false);
        if (label.isTombstone() || !awaitsExpert() && !correction) {
            return task;
        }
        Resolution answer = new Resolution(label.kept(), 1, Resolution.By.EXPERT, decider.breaksCheck(label));
        Task heard = new TaskBuilder(task).witnesses(witnessed(false)).build();
        return correction
                ? new TaskBuilder(heard).resolution(answer).build()
                : resolved(heard, answer, decider.drawsAudit(task));
    }

    /**
     * An expert who was asked decides, however late, whoever is asked meanwhile and whatever the crowd has: that may be asked
     * anew, or take all back, so that the expert's word is all that is left in the end.
     */
    private boolean awaitsExpert() {
        boolean wasAsked = task.claims().stream().anyMatch(claim -> claim.purpose() == Purpose.ADJUDICATION);
        boolean isCrowds = task.state() == TaskState.RESOLVED
                && task.resolution() != null
                && task.resolution().by() == Resolution.By.CROWD;
        return task.state() == TaskState.ADJUDICATE
                || isUndecided(task) && (wasAsked || task.ballots().isEmpty())
                || isCrowds && wasAsked;
    }

    /**
     * Nobody audits an item they have answered before: such a label counts for nothing. One that comes when nobody waited for it any
     * more is the audit's all the same.
     */
    private Task audited() {
        boolean drawn = task.audit() != AuditState.NONE && task.audit() != AuditState.DONE;
        boolean awaited = drawn && lastRevision() < 0;
        boolean correction = task.audit() == AuditState.DONE && corrects(true);
        if (label.isTombstone() || !awaited && !correction) {
            return task;
        }
        return new TaskBuilder(task)
                .witnesses(witnessed(true))
                .audit(AuditState.DONE)
                .auditAnswer(OptionalInt.of(decider.auditAnswer(task, label)))
                .build();
    }

    /** Whether it is a higher revision of the answer that the auditor, or the adjudicator, gave before. */
    private boolean corrects(boolean auditor) {
        return task.witnesses().stream()
                .filter(this::isBySameAnnotator)
                .anyMatch(heard -> heard.auditor() == auditor && label.revision() > heard.revision());
    }

    /** A task that has its answer, and is audited if that is drawn and it was not before. */
    static Task resolved(Task task, Resolution taken, boolean audited) {
        return new TaskBuilder(task)
                .state(TaskState.RESOLVED)
                .resolution(taken)
                .audit(audited && task.audit() == AuditState.NONE ? AuditState.DUE : task.audit())
                .build();
    }

    /** The last revision known of the label's annotator; below any other if the annotator does not know the item. */
    private long lastRevision() {
        LongStream voted =
                task.ballots().stream().filter(this::isBySameAnnotator).mapToLong(Ballot::revision);
        LongStream seen =
                task.witnesses().stream().filter(this::isBySameAnnotator).mapToLong(Witness::revision);
        return LongStream.concat(voted, seen).max().orElse(-1);
    }

    /** The task's witnesses with the label's annotator among them. */
    private List<Witness> witnessed(boolean auditor) {
        List<Witness> heard = otherWitnesses();
        heard.add(new Witness(label.vendor(), label.annotator(), label.revision(), auditor));
        return heard;
    }

    private List<Witness> otherWitnesses() {
        List<Witness> others = new ArrayList<>(task.witnesses());
        others.removeIf(this::isBySameAnnotator);
        return others;
    }

    private boolean isBySameAnnotator(Ballot ballot) {
        return ballot.vendor().equals(label.vendor()) && ballot.annotator().equals(label.annotator());
    }

    private boolean isBySameAnnotator(Witness witness) {
        return witness.vendor().equals(label.vendor()) && witness.annotator().equals(label.annotator());
    }
}
