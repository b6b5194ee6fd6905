package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.vendor.labelmill.LabelmillTask;
import java.util.List;

/** Writes down what is to be sent to a vendor's API, in Labelmill's own form, and leaves the sending to {@link Pushes}. */
final class PushHandover implements Handover {

    private final TaskFiles files;
    private final DispatchStore dispatches;
    private final Meter meter;
    private final Pushes pushes;

    PushHandover(TaskFiles files, DispatchStore dispatches, Meter meter, Pushes pushes) {
        this.files = files;
        this.dispatches = dispatches;
        this.meter = meter;
        this.pushes = pushes;
    }

    @Override
    public boolean begin(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> got, long owed) {
        files.write(batch, vendor, dispatch, got, new LabelmillTask());
        List<String> items = got.stream().map(Task::item).toList();
        boolean written = meter.charge(
                Claims.FUNCTION, spent -> dispatches.replace(dispatch, dispatch.sending(items, owed, spent)));
        pushes.enqueue(batch, vendor, dispatch.id());
        return written;
    }
}
