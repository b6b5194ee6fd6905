package dev.labelmill.lambda.store;

import dev.labelmill.core.task.Dispatch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Dispatches, and which of a batch are still open. */
public final class DispatchStore {

    private final Table table;

    public DispatchStore(Table table) {
        this.table = table;
    }

    /** Stores a new dispatch; false if its id is taken, which means that it is the same one. */
    public boolean insert(Dispatch dispatch) {
        return table.insert(DispatchRows.write(dispatch.nextVersion()));
    }

    /** Replaces a dispatch read before; false if it has changed since. */
    public boolean replace(Dispatch before, Dispatch after) {
        return table.replace(DispatchRows.write(after.nextVersion()), before.version());
    }

    /** One dispatch. */
    public Optional<Dispatch> get(String id) {
        return table.get(Keys.dispatch(id), Keys.META).map(DispatchRows::read);
    }

    /** The batch's dispatches that are not closed, the earliest deadline first. */
    public List<OpenDispatch> open(String batch) {
        return table.lane(Keys.openDispatches(batch))
                .map(OpenDispatch::read)
                .sorted(Comparator.comparing(OpenDispatch::deadline).thenComparing(OpenDispatch::id))
                .toList();
    }
}
