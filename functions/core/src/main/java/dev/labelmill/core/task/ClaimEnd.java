package dev.labelmill.core.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task after a claim of a dispatch has ended without all of its labels: see {@link Task#expire}, {@link Task#refuse} and {@link Task#unsend}.
 *
 * @param how it ended
 */
record ClaimEnd(Task task, String dispatch, Claim.End how) {

    /** The very task if the dispatch's labels are no longer waited for. */
    Task result() {
        Optional<Claim> open = task.claims().stream()
                .filter(claim -> claim.dispatch().equals(dispatch) && task.isOpen(claim))
                .findFirst();
        if (open.isEmpty()) {
            return task;
        }
        List<Claim> claims = new ArrayList<>(task.claims());
        claims.set(claims.lastIndexOf(open.get()), open.get().end(how));
        boolean audited = open.get().purpose() == Purpose.AUDIT;
        return new TaskBuilder(task)
                .state(task.state() == TaskState.CLAIMED && !audited ? unclaimed(task) : task.state())
                .audit(audited ? AuditState.DUE : task.audit())
                .claims(claims)
                .build();
    }

    /** Where it goes when a claim of the crowd's has ended. What was held back is no more waited for than before. */
    static TaskState unclaimed(Task task) {
        Resolution resolution = task.resolution();
        boolean heldBack = resolution != null && resolution.by() == Resolution.By.KNOWN;
        if (!heldBack) {
            return TaskState.OPEN;
        }
        return task.ballots().isEmpty() ? TaskState.HELD : TaskState.RESOLVED;
    }
}
