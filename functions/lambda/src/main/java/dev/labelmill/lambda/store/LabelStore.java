package dev.labelmill.lambda.store;

import dev.labelmill.core.task.Label;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Labels: one row per task and annotator, the highest revision wins. */
public final class LabelStore {

    private final Table table;

    public LabelStore(Table table) {
        this.table = table;
    }

    /** Stores a label; false if the same or a later revision of it is there already. */
    public boolean store(Label label) {
        return table.put(
                LabelRows.write(label),
                "attribute_not_exists(pk) OR revision < :revision",
                Map.of(":revision", AttributeValue.fromN(Long.toString(label.revision()))));
    }

    /** All labels of a task, tombstones too. */
    public List<Label> of(String batch, String item) {
        return table.partition(Keys.task(batch, item), Keys.LABEL_SK)
                .map(LabelRows::read)
                .toList();
    }
}
