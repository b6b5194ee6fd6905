package dev.labelmill.lambda.vendor.groundtruth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskLine;

/**
 * A line of a Ground Truth input manifest (SageMaker developer guide, "Use an input manifest file"): the data, and our ids as
 * attributes of one's own, which the output manifest repeats.
 */
public final class GroundTruthTask implements TaskForm {

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode node = Json.object();
        String data = line.item().has("source-ref") ? "source-ref" : "source";
        if (line.item().has(data)) {
            node.set(data, line.item().get(data));
        }
        return node.put("labelmill-batch", line.batch().id())
                .put("labelmill-task", line.task().item())
                .put("labelmill-dispatch", line.dispatch().id());
    }
}
