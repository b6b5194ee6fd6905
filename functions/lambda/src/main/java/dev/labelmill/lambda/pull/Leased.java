package dev.labelmill.lambda.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.lease.Puller;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.labelmill.LabelmillTask;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A task that an annotator gets.
 *
 * @param slots    with the annotator's lease
 * @param answered the annotators whose labels of the claim stand
 */
record Leased(Batch batch, Vendor vendor, Task task, Slots slots, Set<String> answered) {

    private static final LabelmillTask FORM = new LabelmillTask();

    Puller.Grant grant(String request, Instant now) {
        return new Puller.Grant(request, now, batch.id(), task.item(), slots.dispatch());
    }

    /** The task for one annotator: it says neither how many others get it nor who had it, and gold looks like any. */
    ObjectNode write(ItemLines items, String annotator, Instant now) {
        Dispatch dispatch =
                Dispatch.claiming(slots.dispatch(), batch.id(), vendor.name(), List.of(task.item()), slots.deadline());
        TaskLine line = new TaskLine(batch, vendor, dispatch, task, items.of(task), List.of());
        ObjectNode form = FORM.write(line).put("labels", 1);
        return Json.object()
                .put("lease", TaskKey.of(line).text())
                .put("expires", slots.held(annotator, now).orElseThrow().until().toString())
                .set("task", form);
    }
}
