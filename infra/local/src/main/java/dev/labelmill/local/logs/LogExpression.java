package dev.labelmill.local.logs;

import java.util.List;

/** An expression of a query. */
@FunctionalInterface
interface LogExpression {

    /** Its value for {@code row}; aggregates are over {@code group}, which is the row alone outside {@code stats}. */
    Object of(LogRow row, List<LogRow> group);

    default Object of(LogRow row) {
        return of(row, List.of(row));
    }

    /**
     * An expression with the name of its column.
     *
     * @param name       alias, or the expression's text
     * @param expression gives the column's values
     */
    record Named(String name, LogExpression expression) {}
}
