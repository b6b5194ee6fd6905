package dev.labelmill.local.logs;

import java.util.List;

/** A step of a query: takes rows and what columns they show, gives others. */
@FunctionalInterface
interface LogCommand {

    /**
     * Rows on their way through a query.
     *
     * @param columns shown so far; empty if no command chose any
     * @param rows    in order
     */
    record Rows(List<String> columns, List<LogRow> rows) {}

    Rows apply(Rows rows);
}
