package dev.labelmill.core.task;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A task where nothing more is bought, settled with what there is: see {@link Task#stop}.
 *
 * @param drawsAudit whether a task that people decide is audited
 */
record Stop(Task task, Predicate<Task> drawsAudit) {

    Task result() {
        if (task.isSettled() && task.state() != TaskState.UNANSWERED) {
            return task;
        }
        if (task.state() == TaskState.RESOLVED) {
            return new TaskBuilder(task).audit(AuditState.MISSED).build();
        }
        TaskBuilder stopped = new TaskBuilder(task).state(TaskState.RESOLVED);
        if (task.known().isPresent()) {
            return stopped.resolution(new Resolution(task.known().getAsInt(), 1, Resolution.By.KNOWN))
                    .build();
        }
        if (task.ballots().isEmpty()) {
            return stopped.stratum(Stratum.UNLABELLED)
                    .resolution(null)
                    .audit(AuditState.NONE)
                    .build();
        }
        return stopped.resolution(task.resolution() == null ? majority() : task.resolution())
                .audit(audit())
                .build();
    }

    private AuditState audit() {
        if (task.audit() == AuditState.DONE) {
            return AuditState.DONE;
        }
        return task.audit() != AuditState.NONE || drawsAudit.test(task) ? AuditState.MISSED : AuditState.NONE;
    }

    private Resolution majority() {
        Map<Integer, Long> votes = task.ballots().stream()
                .collect(Collectors.groupingBy(Ballot::answer, TreeMap::new, Collectors.counting()));
        int answer =
                Collections.max(votes.entrySet(), Map.Entry.comparingByValue()).getKey();
        return new Resolution(
                answer, (double) votes.get(answer) / task.ballots().size(), Resolution.By.CROWD);
    }
}
