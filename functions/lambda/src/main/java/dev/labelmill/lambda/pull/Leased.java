package dev.labelmill.lambda.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.lease.Puller;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.ClaimName;
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

    String project() {
        return batch.settings().project();
    }

    /** The name that the annotator knows the claim by. */
    String claim() {
        return ClaimName.of(slots.dispatch(), task.item());
    }

    /**
     * The task for one annotator: it says neither how many others get it nor who had it, and gold looks like any. What was laid out
     * long ago would be known by its dispatch and its deadline, so that the claim has a name of its own, and the task ends with the
     * lease.
     */
    ObjectNode write(ItemLines items, String annotator, Instant now) {
        Dispatch dispatch =
                Dispatch.claiming(slots.dispatch(), batch.id(), vendor.name(), List.of(task.item()), slots.deadline());
        TaskLine line = new TaskLine(batch, vendor, dispatch, task, items.of(task), List.of());
        String expires = slots.held(annotator, now).orElseThrow().until().toString();
        ObjectNode form =
                FORM.write(line).put("dispatch", claim()).put("labels", 1).put("deadline", expires);
        return Json.object()
                .put("lease", new TaskKey(batch.id(), claim(), task.item()).text())
                .put("expires", expires)
                .set("task", form);
    }
}
