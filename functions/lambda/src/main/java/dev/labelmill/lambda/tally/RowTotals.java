package dev.labelmill.lambda.tally;

import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.store.ChunkRows;
import dev.labelmill.lambda.store.DispatchRows;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.store.TaskRows;
import java.util.Map;

/** What a row adds to which totals. */
public final class RowTotals {

    private RowTotals() {}

    /** The row's contributions by tally key; none for rows that are no facts. */
    public static Map<String, Counters> of(Row row) {
        String pk = row.pk();
        if (pk.startsWith(Keys.TASK)) {
            return row.sk().startsWith(Keys.LABEL_SK) ? ofLabel(LabelRows.read(row)) : ofTask(TaskRows.read(row));
        }
        if (pk.startsWith(Keys.BATCH) && !row.sk().startsWith(Keys.ANNOTATOR_SK)) {
            String tally = Keys.batchTally(pk.substring(Keys.BATCH.length()));
            return Map.of(tally, ofBatch(row));
        }
        if (pk.startsWith(Keys.DISPATCH)) {
            Dispatch dispatch = DispatchRows.read(row);
            return Map.of(Keys.batchTally(dispatch.batch()), Contributions.of(dispatch));
        }
        return Map.of();
    }

    private static Counters ofBatch(Row row) {
        if (row.sk().startsWith(Keys.CHUNK_SK)) {
            return Contributions.of(ChunkRows.read(row));
        }
        return row.sk().startsWith(Keys.HOUR_SK)
                ? Contributions.ofHour(row.spent(), row.number(Keys.VERSION))
                : Contributions.ofBatch(row.spent(), row.number(Keys.VERSION));
    }

    private static Map<String, Counters> ofTask(Task task) {
        return Map.of(Keys.batchTally(task.batch()), Contributions.of(task));
    }

    private static Map<String, Counters> ofLabel(Label label) {
        return Map.of(
                Keys.batchTally(label.batch()), Contributions.of(label),
                Keys.annotatorTally(label.project(), label.vendor(), label.annotator()),
                        Contributions.ofAnnotator(label));
    }
}
