package dev.labelmill.lambda.store;

import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import java.util.List;

/**
 * A task and the rows of its labels.
 *
 * @param labels those taken back too, by vendor, annotator and revision
 */
public record LabelledTask(Task task, List<Label> labels) {

    public LabelledTask {
        labels = List.copyOf(labels);
    }

    /** How much has happened to its labels: stored, corrected, taken back. */
    public long events() {
        return labels.stream().mapToLong(label -> label.postings().events()).sum();
    }
}
