package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Tasks, and the lanes they wait in. */
public final class TaskStore {

    /** Of a slice: a tick looks at a few thousand tasks of all slices together. */
    private static final int WAITING_PAGE = 200;

    private final Table table;

    public TaskStore(Table table) {
        this.table = table;
    }

    /** Stores a new task; false if the item has one already, which then stays as it is. */
    public boolean insert(Task task, int slices) {
        return table.insertInBulk(new TaskRows(slices).write(task.nextVersion()));
    }

    /** One task. */
    public Optional<Task> get(String batch, String item) {
        return table.get(Keys.task(batch, item), Keys.TASK_SK).map(TaskRows::read);
    }

    /** The tasks of these items, in no particular order; items without one are left out. */
    public List<Task> getAll(String batch, Collection<String> items) {
        return table
                .getAll(items.stream()
                        .map(item -> Keys.of(Keys.task(batch, item), Keys.TASK_SK))
                        .toList())
                .stream()
                .map(TaskRows::read)
                .toList();
    }

    /** The tasks of items of any batches, in no particular order; items without one are left out. */
    public List<Task> getAll(Collection<LeaseStore.ItemOf> items) {
        return table
                .getAll(items.stream()
                        .map(of -> Keys.of(Keys.task(of.batch(), of.item()), Keys.TASK_SK))
                        .toList())
                .stream()
                .map(TaskRows::read)
                .toList();
    }

    /**
     * Changes a task, reading it again as long as somebody else changes it meanwhile. Writes nothing if
     * the change gives the very same task back.
     *
     * @return the task as it is stored now; empty if there is none
     */
    public Optional<Task> update(String batch, String item, int slices, UnaryOperator<Task> change) {
        Optional<Task> before = get(batch, item);
        while (before.isPresent()) {
            Task after = change.apply(before.get());
            if (replace(before.get(), after, slices)) {
                return Optional.of(after);
            }
            before = get(batch, item);
        }
        return before;
    }

    /**
     * The same for a task that has just been read.
     *
     * @return whether anything was written
     */
    public boolean updateFrom(Task read, int slices, UnaryOperator<Task> change) {
        Task before = read;
        while (true) {
            Task after = change.apply(before);
            if (replace(before, after, slices)) {
                return after != before;
            }
            before = get(read.batch(), read.item()).orElseThrow();
        }
    }

    /** Replaces a task read before; false if it has changed since. Writes nothing for an unchanged one. */
    public boolean replace(Task before, Task after, int slices) {
        return after == before || table.replace(new TaskRows(slices).write(after.nextVersion()), before.version());
    }

    /** Ids of the items that wait for a tier, highest priority first over all slices, whose first pages are read side by side. */
    public Iterator<String> waiting(String batch, Tier tier, int wave, int slices) {
        return merged(slices, slice -> Keys.lane(batch, tier, wave, slice));
    }

    /** Ids of the known items that are held back, in the order of their ranks over all slices. */
    public Iterator<String> heldGold(String batch, int slices) {
        return merged(slices, slice -> Keys.heldGold(batch, slice));
    }

    private Iterator<String> merged(int slices, IntFunction<String> lane) {
        List<Integer> all = IntStream.range(0, slices).boxed().toList();
        return new LaneMerge(InParallel.map(all, slice -> begun(lane.apply(slice))));
    }

    private Iterator<Row> begun(String lane) {
        Iterator<Row> rows = table.laneByPages(lane, WAITING_PAGE).iterator();
        // Reads the first page here, and not where the slices are merged.
        return rows.hasNext() ? rows : Collections.emptyIterator();
    }
}
