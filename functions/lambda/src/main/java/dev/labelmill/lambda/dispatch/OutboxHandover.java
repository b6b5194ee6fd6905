package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.store.DispatchStore;
import java.util.List;

/** Puts a task file where the vendor fetches it. */
final class OutboxHandover implements Handover {

    private final TaskFiles files;
    private final DispatchStore dispatches;
    private final Meter meter;

    OutboxHandover(TaskFiles files, DispatchStore dispatches, Meter meter) {
        this.files = files;
        this.dispatches = dispatches;
        this.meter = meter;
    }

    @Override
    public boolean begin(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> got, long owed) {
        files.write(batch, vendor, dispatch, got, TaskForms.of(vendor.format()));
        List<String> items = got.stream().map(Task::item).toList();
        return meter.charge(
                Claims.FUNCTION, spent -> dispatches.replace(dispatch, dispatch.delivered(items, owed, spent)));
    }
}
