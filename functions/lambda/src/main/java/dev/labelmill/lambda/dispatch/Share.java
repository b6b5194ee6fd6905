package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Need;
import dev.labelmill.core.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that a vendor is to have together.
 *
 * @param part of which of them fewer labels are asked for than it needs; empty: of none
 */
record Share(Vendor vendor, List<Task> tasks, Optional<Dispatch.Part> part) {

    Share {
        tasks = List.copyOf(tasks);
    }

    /** How many labels that is at the most. */
    long labels() {
        return tasks.stream().mapToLong(this::labels).sum();
    }

    private int labels(Task task) {
        int needed = Math.min(task.need().map(Need::labels).orElse(0), vendor.mostLabelsAtOnce());
        return part.filter(fewer -> fewer.item().equals(task.item()))
                .map(fewer -> Math.min(needed, fewer.labels()))
                .orElse(needed);
    }
}
