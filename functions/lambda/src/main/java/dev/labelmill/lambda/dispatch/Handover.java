package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import java.util.List;

/** How the tasks of a dispatch reach their vendor once they are claimed. */
interface Handover {

    /**
     * Takes a dispatch on from CLAIMING. Doing it again after a failure at any point does nothing twice.
     *
     * @param got  the tasks that were claimed, at least one, in an order that says nothing of them
     * @param owed how many labels the vendor owes for them
     * @return whether it was this call that took it on
     */
    boolean begin(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> got, long owed);
}
