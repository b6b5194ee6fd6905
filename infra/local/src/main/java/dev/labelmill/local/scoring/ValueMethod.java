package dev.labelmill.local.scoring;

import dev.labelmill.core.label.Aggregation;
import dev.labelmill.core.label.LabelValue;
import java.util.List;

/**
 * A way from several people's labels to one, fitted to a table.
 *
 * @param name        by which it was asked for
 * @param decidedBy   the method itself, or the one that was chosen
 * @param reason      of that choice; empty where there was none
 * @param aggregation the consensus of one task
 */
record ValueMethod<V extends LabelValue>(String name, String decidedBy, String reason, Aggregation<V> aggregation) {

    static final String AUTO = "auto";
    static final String QUORUM = "quorum";

    /** The names of a kind's methods. */
    static List<String> names(ValueKind kind) {
        return kind == ValueKind.NUMBER
                ? List.of(NumberMiddles.MEDIAN, NumberMiddles.MEAN, AUTO)
                : List.of(QUORUM, AUTO);
    }

    /** Fits the method of a name to a table. */
    static <V extends LabelValue> ValueMethod<V> fit(String name, ValueTable<V> table) {
        if (table.kind() == ValueKind.NUMBER) {
            return new NumberMiddles<>(table).fit(name);
        }
        String reason = name.equals(AUTO)
                ? "what the majority of a task's annotators have is kept; nothing else is offered for " + table.kind()
                : "";
        return new ValueMethod<>(name, QUORUM, reason, table.type().aggregationLearntFrom(table.opinions()));
    }
}
