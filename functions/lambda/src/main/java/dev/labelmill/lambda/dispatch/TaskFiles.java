package dev.labelmill.lambda.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.vendor.TaskLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Writes the task file of a dispatch in the vendor's format. A line holds what the annotator needs and
 * nothing that tells an ordinary task from gold or an audit.
 */
public final class TaskFiles {

    private final ItemLines items;
    private final SkillSnapshots snapshots;

    public TaskFiles(ItemLines items, SkillSnapshots snapshots) {
        this.items = items;
        this.snapshots = snapshots;
    }

    byte[] write(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> tasks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Set<String> paused = snapshots.paused(batch);
        List<ObjectNode> lines = InParallel.map(tasks, task -> {
            TaskLine line = new TaskLine(batch, vendor, dispatch, task, items.of(task), paused);
            return TaskForms.of(vendor.format()).write(line);
        });
        lines.forEach(line -> file.writeBytes((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        return file.toByteArray();
    }
}
