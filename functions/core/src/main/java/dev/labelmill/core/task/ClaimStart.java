package dev.labelmill.core.task;

import dev.labelmill.core.batch.Vendor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A task claimed by a dispatch: see {@link Task#claim}.
 *
 * @param most labels that the claim is for
 */
record ClaimStart(Task task, String dispatch, String vendor, boolean showsPrelabel, int most, Optional<Instant> since) {

    /** What the vendor does not give at once is wanted still. */
    static Task of(Task task, String dispatch, Vendor vendor, int paid, Optional<Instant> since) {
        int given = vendor.mostLabelsAtOnce();
        Task claimed = new ClaimStart(
                        task, dispatch, vendor.name(), vendor.seesPrelabel(), Math.min(paid, given), since)
                .result();
        return given < paid ? new TaskBuilder(claimed).wanted(task.wanted()).build() : claimed;
    }

    /** @throws IllegalStateException if the task needs nothing */
    Task result() {
        Need need = task.need().orElseThrow(() -> new IllegalStateException("task " + task.item() + " needs nothing"));
        int labels = Math.min(need.labels(), most);
        List<Claim> more = new ArrayList<>(task.claims());
        more.add(new Claim(dispatch, vendor, need.purpose(), labels, labels, since, Claim.End.NONE));
        return new TaskBuilder(task)
                .wanted(labels < need.labels() ? task.ballots().size() + labels : task.wanted())
                .state(isFree() ? TaskState.CLAIMED : task.state())
                .audit(need.purpose() == Purpose.AUDIT ? AuditState.OUT : task.audit())
                .claims(more)
                .prelabelShown(task.prelabelShown() || showsPrelabel)
                .build();
    }

    private boolean isFree() {
        return task.state() == TaskState.OPEN || task.state() == TaskState.HELD;
    }
}
