package dev.labelmill.lambda.vendor.cvat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskLine;

/**
 * A task as the two requests that create CVAT's (docs.cvat.ai, api_sdk/sdk/reference): {@code task} for the task itself, named by
 * its key, and {@code data} for its image. An item is a task of its own, since CVAT names a frame by the last part of its
 * address alone, which two items may share, and repeats nothing else of ours for a frame; so too one address that
 * cannot be read spoils no other item, and each has as many jobs as labels are owed of it. One label is the task's own job;
 * several are replicas of it, which CVAT has since 2.25.
 */
public final class CvatTask implements TaskForm {

    private static final int BEST_QUALITY = 100;

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode node = Json.object();
        ObjectNode task = node.putObject("task").put("name", name(line));
        line.vendor()
                .delivery()
                .target()
                .filter(CvatTask::isProject)
                .ifPresent(project -> task.put("project_id", Long.parseLong(project)));
        task.put("overlap", 0).put("segment_size", 1);
        if (line.labels() > 1) {
            task.put("consensus_replicas", line.labels());
        }
        ObjectNode data = node.putObject("data").put("image_quality", BEST_QUALITY);
        data.putArray("remote_files").add(line.source());
        return node;
    }

    /** The task's name, by which it is found again. */
    static String name(TaskLine line) {
        return TaskKey.of(line).text();
    }

    /** Whether a target is the number of a project. */
    private static boolean isProject(String target) {
        return target.matches("[0-9]{1,16}");
    }
}
