package dev.labelmill.core.task;

import dev.labelmill.core.batch.Tier;
import java.util.Optional;

/**
 * What a task waits for while nobody has claimed it.
 *
 * @param labels how many labels, from as many annotators
 */
public record Need(Tier tier, Purpose purpose, int labels) {

    /** What a task waits for while nobody has claimed it. */
    static Optional<Need> of(Task task) {
        if (task.state() == TaskState.OPEN || task.state() == TaskState.HELD) {
            Purpose purpose = task.stratum() == Stratum.GOLD ? Purpose.GOLD : Purpose.LABEL;
            int missing = task.wanted() - task.ballots().size();
            return Optional.of(new Need(Tier.CROWD, purpose, Math.max(1, missing)));
        }
        if (task.state() == TaskState.ADJUDICATE && !task.isBeingAdjudicated()) {
            return Optional.of(new Need(Tier.EXPERT, Purpose.ADJUDICATION, 1));
        }
        return task.audit() == AuditState.DUE ? Optional.of(new Need(Tier.EXPERT, Purpose.AUDIT, 1)) : Optional.empty();
    }
}
