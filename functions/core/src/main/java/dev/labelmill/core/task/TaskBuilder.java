package dev.labelmill.core.task;

import dev.labelmill.core.cost.Spend;
import java.util.List;
import java.util.OptionalInt;

/** Makes a copy of a task with some components replaced. */
final class TaskBuilder {
    private final Task from;
    private Stratum stratum;
    private OptionalInt known;
    private Demand demand;
    private TaskState state;
    private int wanted;
    private List<Ballot> ballots;
    private List<Witness> witnesses;
    private List<Claim> claims;
    private boolean prelabelShown;
    private Resolution resolution;
    private AuditState audit;
    private OptionalInt auditAnswer;
    private Spend spent;
    private long version;

    TaskBuilder(Task task) {
        from = task;
        stratum = task.stratum();
        known = task.known();
        demand = task.demand();
        state = task.state();
        wanted = task.wanted();
        ballots = task.ballots();
        witnesses = task.witnesses();
        claims = task.claims();
        prelabelShown = task.prelabelShown();
        resolution = task.resolution();
        audit = task.audit();
        auditAnswer = task.auditAnswer();
        spent = task.spent();
        version = task.version();
    }

    /** That of a task of which nothing is known but its item: open, asked of nobody. */
    static TaskBuilder fresh(
            String batch, String item, ItemPlace place, Stratum stratum, int wave, double priority, Prelabel prelabel) {
        return new TaskBuilder(new Task(
                batch,
                item,
                place,
                stratum,
                wave,
                priority,
                prelabel,
                OptionalInt.empty(),
                Demand.NONE,
                TaskState.OPEN,
                0,
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                AuditState.NONE,
                OptionalInt.empty(),
                Spend.NONE,
                0));
    }

    TaskBuilder stratum(Stratum value) {
        stratum = value;
        return this;
    }

    TaskBuilder known(int value) {
        known = OptionalInt.of(value);
        return this;
    }

    TaskBuilder demand(Demand value) {
        demand = value;
        return this;
    }

    TaskBuilder state(TaskState value) {
        state = value;
        return this;
    }

    TaskBuilder wanted(int value) {
        wanted = value;
        return this;
    }

    TaskBuilder ballots(List<Ballot> value) {
        ballots = value;
        return this;
    }

    TaskBuilder witnesses(List<Witness> value) {
        witnesses = value;
        return this;
    }

    TaskBuilder claims(List<Claim> value) {
        claims = value;
        return this;
    }

    TaskBuilder prelabelShown(boolean value) {
        prelabelShown = value;
        return this;
    }

    TaskBuilder resolution(Resolution value) {
        resolution = value;
        return this;
    }

    TaskBuilder audit(AuditState value) {
        audit = value;
        return this;
    }

    TaskBuilder auditAnswer(OptionalInt value) {
        auditAnswer = value;
        return this;
    }

    TaskBuilder spent(Spend value) {
        spent = value;
        return this;
    }

    TaskBuilder version(long value) {
        version = value;
        return this;
    }

    Task build() {
        return new Task(
                from.batch(),
                from.item(),
                from.place(),
                stratum,
                from.wave(),
                from.priority(),
                from.prelabel(),
                known,
                demand,
                state,
                wanted,
                ballots,
                witnesses,
                claims,
                prelabelShown,
                resolution,
                audit,
                auditAnswer,
                spent,
                version);
    }
}
