package dev.labelmill.lambda.vendor.toloka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.TaskFields;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskLine;

/**
 * A task of a pool of Toloka's (its docs, en/api/concepts/upload-tasks.md). The project's input has the strings {@code
 * labelmill_batch}, {@code labelmill_task} and {@code labelmill_dispatch}, which come back, and {@code text} or {@code image};
 * its output has {@code label}. Who knows the item already is not given it again.
 */
public final class TolokaTask implements TaskForm {

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode task = Json.object();
        line.vendor().delivery().target().ifPresent(pool -> task.put("pool_id", pool));
        ObjectNode input = task.putObject("input_values");
        TaskFields.write(line, input);
        input.put(line.isText() ? "text" : "image", line.source());
        task.put("overlap", line.labels()).put("infinite_overlap", false);
        line.exclude().forEach(task.putArray("unavailable_for")::add);
        return task;
    }
}
