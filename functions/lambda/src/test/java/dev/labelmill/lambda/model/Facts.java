package dev.labelmill.lambda.model;

import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.store.DispatchRows;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.store.TaskRows;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows of one task, its labels and its dispatches. */
record Facts(SortedMap<String, Map<String, AttributeValue>> rows) {

    static final String TASK = "TASK#b#i\nTASK";
    static final String LABELS = "TASK#b#i\nLABEL#";
    static final String DISPATCHES = "DISPATCH#";

    static Facts of(World world) {
        return new Facts(world.rows());
    }

    static Label label(Map<String, AttributeValue> row) {
        return LabelRows.read(Row.of(row));
    }

    Task task() {
        return TaskRows.read(Row.of(rows.get(TASK)));
    }

    /** All labels, those taken back too. */
    List<Label> labels() {
        return all(LABELS, LabelRows::read);
    }

    /** Those that nobody has taken back. */
    List<Label> standing() {
        return labels().stream().filter(label -> !label.isTombstone()).toList();
    }

    List<Dispatch> dispatches() {
        return all(DISPATCHES, DispatchRows::read);
    }

    private <T> List<T> all(String prefix, Function<Row, T> read) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith(prefix))
                .map(row -> read.apply(Row.of(row.getValue())))
                .toList();
    }
}
