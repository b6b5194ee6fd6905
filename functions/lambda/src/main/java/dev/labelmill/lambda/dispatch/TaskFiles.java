package dev.labelmill.lambda.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The task files in the outbox. A line holds what the annotator needs and nothing that tells an ordinary task from gold or an
 * audit. For a vendor whose API takes tasks the file is the record of what is sent, and so what a repeat sends.
 */
public final class TaskFiles {

    private final ItemLines items;
    private final Bucket bucket;
    private final SkillSnapshots snapshots;

    public TaskFiles(ItemLines items, Bucket bucket, SkillSnapshots snapshots) {
        this.items = items;
        this.bucket = bucket;
        this.snapshots = snapshots;
    }

    /** Writes the file of a dispatch. */
    void write(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> tasks, TaskForm form) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Set<String> paused = snapshots.paused(batch);
        InParallel.map(tasks, task -> form.write(new TaskLine(batch, vendor, dispatch, task, items.of(task), paused)))
                .forEach(line -> file.writeBytes((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        bucket.put(key(dispatch), "application/x-ndjson", file.toByteArray());
    }

    /**
     * The lines of a dispatch as its record has them, in its order, whoever has answered since.
     *
     * @param tasks as they are now; those that are not in the record are left out
     * @throws IllegalStateException if the record is gone
     */
    List<TaskLine> recorded(Batch batch, Vendor vendor, Dispatch dispatch, Collection<Task> tasks) {
        Map<String, Task> byItem = new LinkedHashMap<>();
        tasks.forEach(task -> byItem.put(task.item(), task));
        return InParallel.map(
                record(dispatch).stream()
                        .filter(line -> byItem.containsKey(line.path("task").asText()))
                        .toList(),
                line -> {
                    Task task = byItem.get(line.path("task").asText());
                    List<String> exclude = line.path("exclude")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList();
                    return new TaskLine(batch, vendor, dispatch, task, items.of(task), exclude);
                });
    }

    private List<JsonNode> record(Dispatch dispatch) {
        byte[] file = bucket.read(key(dispatch))
                .orElseThrow(() -> new IllegalStateException(
                        "the record of dispatch " + dispatch.id() + " is no longer in the outbox"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
            lines.add(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        return lines;
    }

    private static String key(Dispatch dispatch) {
        return Layout.outbox(dispatch.vendor(), dispatch.batch(), dispatch.id());
    }
}
