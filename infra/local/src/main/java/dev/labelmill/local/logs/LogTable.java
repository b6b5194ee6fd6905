package dev.labelmill.local.logs;

import java.util.List;

/**
 * A query's result.
 *
 * @param columns their names
 * @param rows    cells in the columns' order: numbers as {@link Double}, else text; null where there is no value
 */
public record LogTable(List<String> columns, List<List<Object>> rows) {

    /** Copies both. */
    public LogTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
